-- Passenger flights that arrive, each aircraft once, in the newest state that was known by as_of. Left out is what is cargo,
-- a codeshare, cancelled or diverted.
CREATE OR REPLACE VIEW flight_arrivals${view-options} AS
WITH states AS (
    SELECT f.*, ${arrives-second} AS arrives_second, ${planned-second} AS planned_second,
        coalesce(f.aircraft_reg, f.aircraft_mode_s) AS tail,
        coalesce(f.origin_icao, f.origin_iata, f.origin) AS origin_place,
        CASE WHEN f.codeshare = 'IsOperator' THEN 0 ELSE 1 END AS not_operator,
        row_number() OVER (PARTITION BY f.airport, f.flight ORDER BY f.observed_at DESC) AS place,
        p.twin_minutes * 60 AS twin_seconds, p.reschedule_hours * 3600 AS reschedule_seconds
    FROM flights AS f
    JOIN signal_settings AS p ON f.observed_at <= p.as_of_at AND coalesce(f.scheduled_at, f.arrives_at) >= p.past_at
), newest AS (
-- A flight has its scheduled time in its name: one that was rescheduled has left its former name behind.
    SELECT s.*,
        lag(planned_second) OVER (PARTITION BY airport, number ORDER BY planned_second, flight) AS before_second,
        lag(observed_at) OVER (PARTITION BY airport, number ORDER BY planned_second, flight) AS before_observed,
        lead(planned_second) OVER (PARTITION BY airport, number ORDER BY planned_second, flight) AS after_second,
        lead(observed_at) OVER (PARTITION BY airport, number ORDER BY planned_second, flight) AS after_observed
    FROM states AS s
    WHERE place = 1
), flying AS (
    SELECT n.*, CASE WHEN tail IS NULL THEN NULL ELSE
            arrives_second - lag(arrives_second) OVER (PARTITION BY airport, tail ORDER BY arrives_second, flight)
        END AS gap_seconds
    FROM newest AS n
    WHERE NOT cargo AND codeshare <> 'IsCodeshared' AND status NOT IN ('Canceled', 'CanceledUncertain', 'Diverted')
        AND arrives_second IS NOT NULL
        AND CASE
            WHEN planned_second - before_second <= reschedule_seconds AND before_observed > observed_at THEN 1
            WHEN after_second - planned_second <= reschedule_seconds AND after_observed > observed_at THEN 1
            ELSE 0
        END = 0
), landings AS (
    SELECT f.*, sum(CASE WHEN gap_seconds <= twin_seconds THEN 0 ELSE 1 END) OVER (
            PARTITION BY airport, tail ORDER BY arrives_second, flight
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS landing
    FROM flying AS f
), twins AS (
    SELECT l.*, row_number() OVER (
            PARTITION BY airport, tail, landing ORDER BY not_operator, coalesce(seats, 0) DESC, flight
        ) AS twin,
        CASE WHEN tail IS NULL AND codeshare = 'Unknown' AND origin_place IS NOT NULL AND scheduled_at IS NOT NULL
            THEN 1 ELSE 0 END AS anonymous
    FROM landings AS l
), places AS (
-- A number without an aircraft is that of another flight from the same place at the same minute.
    SELECT t.*, row_number() OVER (
            PARTITION BY airport, origin_place, scheduled_at
            ORDER BY anonymous, not_operator, coalesce(seats, 0) DESC, flight
        ) AS listing
    FROM twins AS t
    WHERE twin = 1
)
SELECT airport, flight, number, airline, airline_iata, airline_icao, origin, origin_iata, origin_icao, origin_country,
    scheduled_at, revised_at, actual_at, arrives_at, floor(arrives_second / 3600.0) AS arrival_hour, terminal, status,
    aircraft, aircraft_reg, codeshare, low_cost, seats, seats_from, observed_at
FROM places
WHERE anonymous = 0 OR listing = 1;
