'use strict';
// The second view: what the next two days bring to each city. Its small tools are those of app.js, which comes after it.
// What was read of cities reaches the page as text (textContent), never as HTML. A value that is not known is a dash, never a zero.

const CITIES_REST_MILLIS = 10_000;
const COMMUTES = {to_centre: 'to the centre', from_centre: 'from the centre'};
const PARTS = {night: '0–6', morning: '6–10', midday: '10–15', afternoon: '15–19', evening: '19–24'};

const cityCharts = {};
let cityHours = [];
let citiesAsked = 0;
let citiesFor = null;

const cityHash = name => `#cities/${encodeURIComponent(name)}`;

const unit = (value, suffix, digits = 0) => value == null ? '–'
  : `${cached(`digits ${digits}`, () => new Intl.NumberFormat(undefined,
    {minimumFractionDigits: digits, maximumFractionDigits: digits})).format(value)}${suffix}`;

const share = value => unit(value == null ? null : 100 * value, ' %');

const millimetres = value => unit(value, ' mm', 1);

/** A day of the city's calendar: Mon 23. */
function localDay(date) {
  const part = style => cached(`day ${JSON.stringify(style)}`,
    () => new Intl.DateTimeFormat(undefined, {...style, timeZone: 'UTC'})).format(Date.parse(date));
  return `${part({weekday: 'short'})} ${part({day: 'numeric'})}`;
}

/** By the city's own clock: Mon 23, 14:00. */
const localHour = hour => `${localDay(hour.local_date)}, ${String(hour.local_hour).padStart(2, '0')}:00`;

// ---- which view ----------------------------------------------------------------------------------------------------

/** Shows the view that the address names. */
function routeCities() {
  const found = /^#(?:cities(?:\/(.+))?|city-view)$/.exec(location.hash);
  const before = view.cities;
  view.cities = Boolean(found);
  try {
    view.city = found?.[1] ? decodeURIComponent(found[1]) : view.city;
  } catch {
    view.city = null;
  }
  $('price-view').hidden = view.cities;
  $('city-view').hidden = !view.cities;
  setAttribute($('show-prices'), 'aria-current', view.cities ? null : 'page');
  setAttribute($('show-cities'), 'aria-current', view.cities ? 'page' : null);
  setAttribute($('skip'), 'href', view.cities ? '#city-view' : '#prices');
  setText($('skip'), view.cities ? 'Skip to the cities' : 'Skip to the prices');
  if (view.cities) {
    refreshCities().catch(complain);
  } else if (before) {
    refreshPrices().catch(complain);
  }
}

async function refreshCities() {
  const wanted = `${view.city}`;
  const now = Date.now();
  if (citiesFor === wanted && now - citiesAsked < CITIES_REST_MILLIS) {
    return;
  }
  [citiesFor, citiesAsked] = [wanted, now];
  try {
    const {cities} = await ask('/api/cities');
    const chosen = view.city ?? cities[0]?.city;
    showCities(cities, chosen);
    if (chosen && cities.length) {
      const outlook = await ask(`/api/cities/${encodeURIComponent(chosen)}`);
      if (wanted === `${view.city}`) {
        showCity(outlook, cities.find(one => one.city === chosen));
      }
    } else {
      $('city').hidden = true;
      $('unknown-city').hidden = true;
    }
  } catch (error) {
    // Asked again with the next round, not only after the rest.
    citiesFor = null;
    throw error;
  }
}

// ---- all of them ---------------------------------------------------------------------------------------------------

function createCity() {
  const node = element('li');
  const line = element('div', 'top-line');
  line.append(element('a', 'name'), element('span', 'now'));
  node.append(line, element('p', 'day'), element('p', 'day'), element('p', 'fresh'));
  return node;
}

function updateCity(node, city, chosen) {
  const [line, rain, arrivals, fresh] = node.children;
  const isChosen = city.city === chosen;
  setClass(node, isChosen ? 'chosen' : '');
  setText(line.children[0], city.name || city.city);
  setAttribute(line.children[0], 'href', cityHash(city.city));
  setAttribute(line.children[0], 'aria-current', isChosen ? 'true' : null);
  setText(line.children[1], unit(city.temperature_c, ' °C'));
  setText(rain, rainWords(city));
  setText(arrivals, arrivalWords(city));
  setText(fresh, city.forecast_issued_at ? `Forecast of ${ago(city.forecast_issued_at)}` : 'No forecast yet');
}

function rainWords(city) {
  if (city.precipitation_mm == null) {
    return 'Rain in 24 h: –';
  }
  return city.precipitation_mm < 0.05 ? 'Dry for 24 h' : `${millimetres(city.precipitation_mm)} of rain in 24 h`;
}

function arrivalWords(city) {
  if (city.arrivals == null) {
    return 'Arrivals in 24 h: –';
  }
  const known = city.arrival_hours < 24 ? `, ${city.arrival_hours} of 24 h known` : ' in 24 h';
  return `${many(city.arrivals, 'arrival')}${known}`;
}

function showCities(cities, chosen) {
  $('no-cities').hidden = cities.length > 0;
  setText($('city-count'), cities.length ? count(cities.length) : '');
  keyed($('cities'), cities, one => one.city, createCity, (node, city) => updateCity(node, city, chosen));
}

// ---- one of them ---------------------------------------------------------------------------------------------------

function showCity(outlook, city) {
  const {hours, hints} = outlook;
  $('city').hidden = hours.length === 0;
  $('unknown-city').hidden = hours.length > 0;
  if (!hours.length) {
    return;
  }
  setText($('city-title'), city?.name || outlook.city);
  setText($('city-facts'), cityFacts(city, hours));
  showForecastNote(city, hours);
  showArrivalsNote(hours);
  cityHours = hours;
  drawWeather(hours);
  drawArrivals(hours);
  showHints(hints, hours);
  showHours(hours);
}

function cityFacts(city, hours) {
  const hilly = city?.hilliness;
  const hills = hilly == null ? '' : hilly < 0.2 ? 'flat' : hilly < 0.5 ? 'some hills' : 'hilly';
  return [
    city?.population == null ? '' : `${count(city.population)} people`,
    hills,
    hours[0].workday == null ? '' : hours[0].holiday || (hours[0].workday ? 'a workday' : 'no workday'),
    `past ${String(hours[0].local_hour).padStart(2, '0')}:00 there`,
  ].filter(Boolean).join(' · ');
}

function showForecastNote(city, hours) {
  const known = hours.filter(one => one.temperature_c != null).length;
  setText($('weather-note'), !known ? 'No forecast is there yet.'
    : [
      city?.forecast_issued_at ? `Forecast of ${ago(city.forecast_issued_at)}` : '',
      known < hours.length ? `for ${known} of ${hours.length} hours` : '',
    ].filter(Boolean).join(', '));
}

function showArrivalsNote(hours) {
  const known = hours.filter(one => one.arrivals != null);
  const whole = hours.filter(one => one.flight_coverage === 1).length;
  setText($('arrivals-note'), !known.length ? 'No arrivals were asked for yet.'
    : `${many(total(known, one => one.arrivals), 'flight')}; all airports asked for ${whole} of ${hours.length} hours`);
}

const unknownPlugin = {
  id: 'unknown',
  beforeDatasetsDraw({ctx, chartArea, scales, options}) {
    ctx.save();
    const half = HOUR / 2;
    for (const [at, known] of options.hours ?? []) {
      if (!known) {
        ctx.fillStyle = ink('--line');
        ctx.globalAlpha = 0.55;
        const left = Math.max(scales.x.getPixelForValue(at - half), chartArea.left);
        const right = Math.min(scales.x.getPixelForValue(at + half), chartArea.right);
        ctx.fillRect(left, chartArea.top, right - left + 0.5, chartArea.height);
      }
    }
    ctx.globalAlpha = 1;
    ctx.fillStyle = ink('--soft');
    for (const midnight of options.midnights ?? []) {
      ctx.fillRect(Math.round(scales.x.getPixelForValue(midnight - half)), chartArea.top, 1, chartArea.height);
    }
    ctx.restore();
  },
};

const hourOf = at => cityHours.find(one => Date.parse(one.hour_at) === at);

/** A tick every six hours of the city's clock; the day is named at midnight and at the left. */
function hourTicks(narrow) {
  const every = narrow ? 12 : 6;
  return cityHours.filter(one => one.local_hour % every === 0).map(one => ({value: Date.parse(one.hour_at)}));
}

function hourLabel(at) {
  const hour = hourOf(at);
  if (!hour) {
    return '';
  }
  const clock = `${String(hour.local_hour).padStart(2, '0')}:00`;
  return hour.local_hour === 0 ? [clock, localDay(hour.local_date)] : clock;
}

function newCityChart(id, datasets, scales, words) {
  const none = {display: false};
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  return new Chart($(id), {
    type: 'bar',
    data: {datasets},
    plugins: [unknownPlugin],
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      layout: {padding: {right: 'rain' in scales ? 0 : AXIS_WIDTH}},
      interaction: {mode: 'nearest', axis: 'x', intersect: false},
      scales: {
        x: {
          type: 'linear',
          offset: false,
          border: none,
          grid: none,
          afterBuildTicks: axis => { axis.ticks = hourTicks(axis.width < 480); },
          ticks: {maxRotation: 0, autoSkip: false, callback: hourLabel},
        },
        ...scales,
      },
      plugins: {
        legend: none,
        tooltip: {
          displayColors: false,
          padding: 10,
          callbacks: {
            title: ([item]) => item && hourOf(item.parsed.x) ? localHour(hourOf(item.parsed.x)) : '',
            label: () => '',
            afterBody: ([item]) => item ? words(hourOf(item.parsed.x)) : '',
          },
          filter: (item, at) => at === 0,
        },
      },
    },
  });
}

const AXIS_WIDTH = 48;

/** As wide in both charts, so that an hour of the one is above that of the other. */
const axis = (position, more = {}) => ({
  position,
  border: {display: false},
  beginAtZero: true,
  afterFit: scale => { scale.width = AXIS_WIDTH; },
  ...more,
});

function weatherWords(hour) {
  return [
    `${unit(hour.temperature_c, ' °C', 1)}, feels like ${unit(hour.feels_like_c, ' °C', 1)}`,
    `Rain ${millimetres(hour.precipitation_mm)}, probability ${share(hour.precipitation_probability)}`,
    `Wind ${unit(hour.wind_ms, ' m/s')}`,
    hour.ride_factor == null ? '' : `Of usual rides: ${share(hour.ride_factor)}`,
  ].filter(Boolean);
}

function arrivalsOf(hour) {
  return hour.arrivals == null ? ['Not known: not asked for yet'] : [
    many(hour.arrivals, 'flight'),
    `Seats: ${count(hour.seats)}`,
    `Tourists in the city: ${unit(hour.tourist_inflow, '')}`,
  ];
}

function paint(chart, known) {
  const soft = ink('--soft');
  const at = one => Date.parse(one.hour_at);
  Object.assign(chart.options.scales.x, {min: at(cityHours[0]) - HOUR / 2, max: at(cityHours.at(-1)) + HOUR / 2});
  chart.options.hours = cityHours.map(one => [at(one), known(one)]);
  chart.options.midnights = cityHours.slice(1).filter(one => one.local_hour === 0).map(at);
  for (const scale of Object.values(chart.options.scales)) {
    scale.ticks.color = soft;
  }
  chart.options.scales.y.grid = {color: ink('--line')};
  chart.update('none');
}

function points(hours, value) {
  return hours.map(one => ({x: Date.parse(one.hour_at), y: value(one) ?? NaN}));
}

function drawWeather(hours) {
  const chart = cityCharts.weather ??= newCityChart('weather-chart', [{}, {}], {
    y: axis('left', {beginAtZero: false, grace: '10%', ticks: {maxTicksLimit: 6}}),
    rain: axis('right', {suggestedMax: 4, grid: {display: false}, ticks: {maxTicksLimit: 5}}),
  }, weatherWords);
  const warm = ink('--warm');
  Object.assign(chart.data.datasets[0], {
    type: 'line', label: 'Temperature', yAxisID: 'y', order: 0, borderColor: warm, backgroundColor: warm, borderWidth: 2,
    pointRadius: 0, pointHoverRadius: 4, tension: 0.3, data: points(hours, one => one.temperature_c),
  });
  Object.assign(chart.data.datasets[1], {
    type: 'bar', label: 'Rain', yAxisID: 'rain', order: 1, backgroundColor: ink('--rain'), barPercentage: 0.8,
    categoryPercentage: 1, data: points(hours, one => one.precipitation_mm),
  });
  setAttribute($('weather-chart'), 'aria-label', weatherSummary(hours));
  paint(chart, one => one.temperature_c != null || one.precipitation_mm != null);
}

function weatherSummary(hours) {
  const warmth = hours.map(one => one.temperature_c).filter(value => value != null);
  const wet = hours.filter(one => one.precipitation_mm > 0);
  return warmth.length
    ? `Between ${unit(Math.min(...warmth), '')} and ${unit(Math.max(...warmth), ' °C')}; `
      + (wet.length ? `rain in ${many(wet.length, 'hour')}, first ${localHour(wet[0])}` : 'no rain')
    : 'No forecast';
}

function drawArrivals(hours) {
  const chart = cityCharts.arrivals ??= newCityChart('arrivals-chart', [{}], {
    y: axis('left', {ticks: {maxTicksLimit: 5, precision: 0}}),
  }, arrivalsOf);
  Object.assign(chart.data.datasets[0], {
    type: 'bar', label: 'Seats', backgroundColor: ink('--accent'), barPercentage: 0.8, categoryPercentage: 1,
    data: points(hours, one => one.seats),
  });
  const known = hours.filter(one => one.seats != null);
  const most = known.reduce((best, one) => !best || one.seats > best.seats ? one : best, null);
  setAttribute($('arrivals-chart'), 'aria-label', most
    ? `${count(total(known, one => one.seats))} seats; most of an hour ${count(most.seats)}, ${localHour(most)}`
    : 'No arrivals are known');
  paint(chart, one => one.seats != null);
}

// ---- hints ---------------------------------------------------------------------------------------------------------

function scoreCell(name) {
  const node = element('td');
  node.dataset.name = name;
  const score = element('span', 'score');
  const bar = drawing('svg', {viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
    drawing('rect', {class: 'track', width: 100, height: 10, rx: 5}),
    drawing('rect', {class: 'fill', width: 0, height: 10, rx: 5}));
  score.append(element('b'), bar);
  node.append(score, element('span', 'why'));
  return node;
}

function updateScore(node, value, reason) {
  const [score, why] = node.children;
  setClass(score, value == null ? 'score none' : 'score');
  setText(score.children[0], unit(value == null ? null : 100 * value, ''));
  setAttribute(score.children[1].children[1], 'width', String(Math.round(100 * (value ?? 0))));
  setText(why, reason ?? '');
}

function createHint() {
  const row = element('tr');
  const part = element('td', 'part');
  part.append(element('span'), element('span', 'when'));
  const confidence = element('td', 'right');
  confidence.dataset.name = 'Confidence';
  row.append(part, ...['Commute', 'Weather', 'Hills', 'Tourists'].map(scoreCell), confidence);
  return row;
}

function updateHint(row, hint, today) {
  const [part, commute, weather, hills, tourists, confidence] = row.children;
  const word = hint.day_part ?? '';
  setText(part.children[0], word.charAt(0).toUpperCase() + word.slice(1));
  setText(part.children[1], `${hint.local_date === today ? 'Today' : localDay(hint.local_date)}${
    PARTS[word] ? `, ${PARTS[word]} h` : ''}`);
  updateScore(commute, hint.commute_score, hint.commute_reason);
  updateScore(weather, hint.weather_score, hint.weather_reason);
  updateScore(hills, hint.hill_score, hint.hill_reason);
  updateScore(tourists, hint.tourist_score, hint.tourist_reason);
  setText(confidence, share(hint.confidence));
}

function showHints(hints, hours) {
  const today = hours[0].local_date;
  $('no-hints').hidden = hints.length > 0;
  $('hints').closest('table').hidden = hints.length === 0;
  keyed($('hints'), hints, one => `${one.local_date} ${one.day_part}`, createHint,
    (row, hint) => updateHint(row, hint, today));
}

function showHours(hours) {
  keyed($('hour-rows'), hours, one => one.hour_at, () => {
    const row = element('tr');
    row.append(element('td'), ...Array.from({length: 9}, () => element('td', 'right')));
    return row;
  }, (row, hour) => [
    localHour(hour) + (COMMUTES[hour.commute] ? ` · ${COMMUTES[hour.commute]}` : ''),
    unit(hour.temperature_c, ' °C', 1),
    unit(hour.feels_like_c, ' °C', 1),
    millimetres(hour.precipitation_mm),
    share(hour.precipitation_probability),
    unit(hour.wind_ms, ' m/s', 1),
    share(hour.ride_factor),
    count(hour.arrivals),
    count(hour.seats),
    unit(hour.tourist_inflow, ''),
  ].forEach((text, i) => setText(row.children[i], text)));
}
