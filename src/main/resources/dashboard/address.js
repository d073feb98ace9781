// What is shown stands in the address behind the #: it can be shared, and Back works.

export const VIEWS = ['overview', 'products', 'product', 'sources', 'pipeline', 'cities', 'alerts'];

/** The view, its path and its parameters; `moved` is set where an old form of an address has to be replaced. */
export function parse(hash) {
  const old = oldForm(hash);
  const [path, query = ''] = (old ?? hash).replace(/^#\/?/, '').split(/\?(.*)/s);
  const parts = path.split('/').map(decoded);
  const view = parts[0] || 'overview';
  const known = VIEWS.includes(view) && !parts.includes(null) && (view !== 'product' || parts.length === 3);
  return {
    view: known ? view : 'unknown',
    path: parts.slice(1),
    query: Object.fromEntries(new URLSearchParams(query)),
    moved: old,
  };
}

function oldForm(hash) {
  const city = /^#cities(?:\/(.+))?$/.exec(hash);
  if (city) {
    return city[1] ? `#/cities/${city[1]}` : '#/cities';
  }
  const product = /^#\/([^/?]+)\/([^/?]+)$/.exec(hash);
  return product && !VIEWS.includes(product[1]) ? `#/product/${product[1]}/${product[2]}` : null;
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** The address of a view; parameters that are empty are left out. */
export function link(view, path = [], query = {}) {
  const given = Object.entries(query).filter(([, value]) => value != null && value !== '');
  const words = new URLSearchParams(given).toString();
  return `#/${[view, ...path].map(encodeURIComponent).join('/')}${words ? `?${words}` : ''}`;
}

/** The same address with some parameters changed. */
export const changed = (address, query) => link(address.view, address.path, {...address.query, ...query});

export const productLink = product => link('product', [product.source, product.sku]);

let clicked = false;

document.addEventListener('click', event => {
  clicked = Boolean(event.target.closest?.('a[href^="#"]'));
});

/** Goes to an address; `quietly` without a step that Back would take. */
export function go(hash, quietly = false) {
  if (hash === location.hash) {
    return;
  }
  if (quietly) {
    history.replaceState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    clicked = true;
    location.hash = hash;
  }
}

/** Whether the viewer asked for the address by a link, and did not come by Back or Forward; asked once for each move. */
export function byLink() {
  const was = clicked;
  clicked = false;
  return was;
}
