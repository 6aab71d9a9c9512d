// The clock of the page: what runs in it sees the moment that the shop is shown at, so that countdowns count from there.

const real = Date.now.bind(Date);
let moment = null;
let shift = 0;

Date.now = () => real() + shift;

/** Lets the page's clock go on from a moment; `null` is now. */
export function setClock(at) {
  if (at === moment) return;
  moment = at;
  shift = at ? Date.parse(at) - real() : 0;
}
