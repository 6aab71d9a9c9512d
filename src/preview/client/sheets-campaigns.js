// Campaigns over time: a row each, the pre-sale lighter, and a line at the moment that is shown.

import { spoken } from "./bar-panels.js";
import { element } from "./elements.js";

const DAY = 86400e3;

/** The months that a span of time touches, with the share of the span at which each begins. */
function monthsOf(begin, end) {
  const months = [];
  const at = new Date(begin);
  for (let month = new Date(at.getFullYear(), at.getMonth(), 1); month < end; month = new Date(month.getFullYear(), month.getMonth() + 1, 1)) {
    months.push(month);
  }
  const step = Math.ceil(months.length / 12);
  return months.filter((_, index) => index % step === 0);
}

export const campaigns = {
  name: "campaigns",
  reads: ["campaigns", "now"],
  draw(body, sheets, say) {
    const time = (text) => Date.parse(text);
    const now = time(sheets.now);
    const ends = sheets.campaigns.flatMap(({ from, to, pre_sale }) => [from, to, ...(pre_sale ?? [])]).map(time).filter(Number.isFinite);
    const [begin, end] = [Math.min(now, ...ends) - 4 * DAY, Math.max(now, ...ends) + 4 * DAY];
    const share = (at) => `${((100 * (at - begin)) / (end - begin)).toFixed(3)}%`;
    const piece = (className, from, to) => element("span", { className, css: { left: share(time(from)), width: `max(4px, calc(${share(time(to))} - ${share(time(from))}))` } });

    const month = new Intl.DateTimeFormat(sheets.lang, { month: "short" });
    const scale = monthsOf(begin, end).map((at) => {
      const label = at.getMonth() === 0 ? String(at.getFullYear()) : month.format(at);
      return element("span", { className: at.getMonth() === 0 ? "month year" : "month", css: { left: share(Math.max(begin, at.getTime())) } }, label);
    });
    const row = (campaign) => {
      const span = `${spoken(campaign.from)} – ${spoken(campaign.to, campaign.from)}`;
      const track = element("div", { className: "track", title: span }, campaign.pre_sale ? piece("pre", ...campaign.pre_sale) : null, piece(`run ${campaign.state}`, campaign.from, campaign.to));
      const title = campaign.href ? element("a", { href: campaign.href }, campaign.title) : campaign.title;
      const facts = [say(campaign.state), span, campaign.pre_sale && `${say("preSale")} ${spoken(campaign.pre_sale[0], campaign.from)} – ${spoken(campaign.pre_sale[1], campaign.from)}`, campaign.skin];
      return element("li", {}, element("div", { className: "words" }, element("h3", {}, title), element("p", { className: "facts" }, facts.filter(Boolean).join(" · "))), track);
    };
    const line = element("div", { className: "now", css: { left: share(now) } }, element("span", {}, `${say("today")} ${spoken(sheets.now)}`));
    if ((now - begin) / (end - begin) > 0.45) line.classList.add("late");
    const sorted = [...sheets.campaigns].sort((a, b) => time(a.pre_sale?.[0] ?? a.from) - time(b.pre_sale?.[0] ?? b.from));
    body.replaceChildren(element("div", { className: "timeline" }, element("div", { className: "scale", aria: { hidden: "true" } }, ...scale), element("ol", {}, ...sorted.map(row)), element("div", { className: "lines", aria: { hidden: "true" } }, line)));
  },
};
