// Asks Millrace, and says what kind of failure an answer is.

const PATIENCE_MILLIS = 30_000;

/** Nobody answers. */
export class Unreachable extends Error {}

/** The answer is no; `status` says why, the message in words. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export function addressOf(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value != null && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

export async function ask(path, parameters = {}, signal = null) {
  const patience = AbortSignal.timeout(PATIENCE_MILLIS);
  let answer;
  let body;
  try {
    answer = await fetch(addressOf(path, parameters), {
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    body = await answer.text();
  } catch (cause) {
    if (signal?.aborted) {
      throw cause;
    }
    throw new Unreachable(`${path} was not answered`, {cause});
  }
  if (!answer.ok) {
    throw new Refused(said(body) ?? `${path} answered ${answer.status}`, answer.status);
  }
  return JSON.parse(body);
}

function said(body) {
  try {
    return JSON.parse(body).error;
  } catch {
    return null;
  }
}
