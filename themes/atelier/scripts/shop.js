// Everything here adds to pages that already work without it.

// A closable notice stays closed for the visit.
for (const notice of document.querySelectorAll("[data-notice]")) {
  const button = notice.querySelector("[data-close]");
  if (!button) continue;
  const key = `notice:${notice.textContent.trim().slice(0, 80)}`;
  try {
    if (sessionStorage.getItem(key)) notice.hidden = true;
  } catch { /* storage may be refused */ }
  button.hidden = false;
  button.addEventListener("click", () => {
    notice.hidden = true;
    try {
      sessionStorage.setItem(key, "1");
    } catch { /* then it is back on the next page */ }
  });
}

// Countdowns: the page says until when; here it says how long, first until the start, then until the end, then that it
// is over. In days while there are days, as a clock on the last one; without seconds for those who ask for less motion.
const clocks = [...document.querySelectorAll("[data-starts], [data-ends]")];
if (clocks.length) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const two = (number) => String(number).padStart(2, "0");
  const say = (clock, now) => {
    const next = ["starts", "ends"].find((end) => Date.parse(clock.dataset[end]) > now);
    if (!next) return clock.dataset.over;
    const left = Math.floor((Date.parse(clock.dataset[next]) - now) / 1000);
    const [hours, minutes] = [Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60];
    const values = { days: Math.floor(left / 86400), hours, minutes, clock: [hours, minutes, left % 60].map(two).join(":") };
    const form = values.days ? "Days" : calm.matches ? "Calm" : "Clock";
    return clock.dataset[next + form]?.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
  const tick = () => {
    for (const clock of clocks) {
      const text = say(clock, Date.now());
      const shown = clock.firstElementChild;
      if (text && shown.textContent !== text) shown.textContent = text;
    }
  };
  tick();
  setInterval(tick, 1000);
}

// Product photos: a thumbnail slides to its photo, and the shown photo marks its thumbnail.
for (const views of document.querySelectorAll("[data-views]")) {
  const strip = views.querySelector(".views-strip");
  const thumbs = [...views.querySelectorAll(".views-thumbs a")];
  if (!strip || !thumbs.length) continue;
  const photos = [...strip.children];
  thumbs.forEach((thumb, index) => {
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      strip.scrollTo({ left: photos[index].offsetLeft - strip.offsetLeft });
    });
  });
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        const shown = photos.indexOf(entry.target);
        thumbs.forEach((thumb, index) => {
          if (index === shown) thumb.setAttribute("aria-current", "true");
          else thumb.removeAttribute("aria-current");
        });
      }
    },
    { root: strip, threshold: 0.6 },
  );
  photos.forEach((photo) => observer.observe(photo));
}

// Variants: the chosen one's price and stock are shown at the top and in the bar.
for (const variants of document.querySelectorAll("[data-variants]")) {
  const links = [...variants.querySelectorAll("a[data-amount]")];
  const choose = (link) => {
    for (const other of links) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    for (const price of document.querySelectorAll("[data-price] .price, [data-bar-price] .price")) {
      price.querySelector(".now").textContent = link.dataset.amount;
      const was = price.querySelector(".was");
      if (was) {
        was.hidden = !link.dataset.was;
        was.querySelector("s").textContent = link.dataset.was;
      }
    }
    const stock = document.querySelector("[data-stock].stock");
    if (stock) {
      stock.textContent = link.dataset.stock;
      stock.className = `stock ${link.dataset.state}`;
    }
  };
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      choose(link);
    });
  }
  const follow = () => {
    const asked = links.find((link) => link.hash === location.hash);
    if (asked) choose(asked);
  };
  addEventListener("hashchange", follow);
  follow();
}

// Menus of choices close when one looks elsewhere, or presses Escape.
const open = () => document.querySelectorAll("details.choice[open], details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
