// The stream of states. A browser opens six connections to a host at most, and tabs share them: so a tab that nobody
// sees closes its stream, and opens it again, and catches up, when it is looked at.

const FIRST_WAIT = 300;
const LONGEST_WAIT = 2000;

/** Follows the shop as somebody who looks at `page`: calls `told` with each state, and `lost` when the connection breaks. */
export function follow(page, { told, lost }) {
  const address = `/_awning/live?page=${encodeURIComponent(page)}`;
  let source;
  let timer;
  let wait = FIRST_WAIT;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    source = new EventSource(address);
    source.addEventListener("state", (event) => {
      wait = FIRST_WAIT;
      told(JSON.parse(event.data));
    });
    // The browser's own reconnecting is slow, and gives up at any answer but 200, as from a server that is starting.
    source.addEventListener("error", () => {
      close();
      lost();
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  };
  const look = () => {
    if (document.visibilityState === "hidden") close();
    else if (!source) open();
  };

  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", close);
  addEventListener("pageshow", look);
  look();
}
