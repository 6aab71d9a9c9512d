// How the bar looks: dark and neutral, with a light rim, so that it stands on light shops and on dark ones.
// It lies over the errors too: an error may come from the moment that was chosen in it.

export const look = `
:host { all: initial; display: contents; }
* { box-sizing: border-box; }
.all {
  --ground: #1d1f24; --raised: #2b2e35; --ink: #f3f2ee; --soft: #b4b8c1; --line: #444852; --on: #f2d692; --good: #7fd1a0; --bad: #ff9c91; --doubt: #f0c674;
  position: fixed; z-index: 2147483647; inset-inline: 0; bottom: calc(10px + env(safe-area-inset-bottom) + var(--lift, 0px));
  display: flex; flex-direction: column; align-items: center; gap: 8px; padding-inline: 10px; pointer-events: none;
  font: 13px/1.4 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; color: var(--ink); letter-spacing: normal; text-align: start;
}
.all > * { pointer-events: auto; }
.bar, .panel, .line {
  background: var(--ground); border-radius: 13px; box-shadow: 0 8px 28px rgb(0 0 0 / 0.3), 0 0 0 1px rgb(255 255 255 / 0.22);
}
.bar { display: flex; align-items: center; gap: 2px; padding: 4px; max-width: 100%; }
.rest { display: contents; }
.group { display: flex; align-items: center; gap: 2px; padding-inline-start: 4px; margin-inline-start: 2px; border-inline-start: 1px solid var(--line); min-width: 0; }
button, .bar a, .panel a.row, select {
  font: inherit; color: inherit; text-decoration: none; cursor: pointer; background: none; border: 0; border-radius: 9px; height: 34px; padding: 0 10px;
  display: inline-flex; align-items: center; gap: 7px; white-space: nowrap;
}
button:hover, .bar a:hover, .panel a.row:hover, select:hover { background: var(--raised); }
:focus-visible { outline: 2px solid var(--on); outline-offset: 1px; }
svg { width: 18px; height: 18px; flex: none; fill: none; stroke: currentcolor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.square { width: 34px; padding: 0; justify-content: center; flex: none; }
.dot { width: 9px; height: 9px; border-radius: 50%; background: var(--good); flex: none; }
.dot[data-state="checking"] { background: var(--soft); }
.dot[data-state="warnings"] { background: var(--doubt); }
.dot[data-state="errors"] { background: var(--bad); }
.dot[data-state="lost"] { background: none; box-shadow: inset 0 0 0 2px var(--soft); }
.toggle { position: relative; }
.toggle svg { width: 21px; height: 21px; }
.toggle .dot { position: absolute; right: 4px; top: 4px; box-shadow: 0 0 0 2px var(--ground); width: 8px; height: 8px; }
.toggle .dot[data-state="lost"] { background: var(--ground); box-shadow: inset 0 0 0 2px var(--soft), 0 0 0 2px var(--ground); }
[aria-pressed="true"], [aria-current="true"] { color: var(--on); }
[aria-pressed="true"] { background: var(--raised); }
[aria-pressed]::before { content: ""; width: 11px; height: 11px; border-radius: 3px; box-shadow: inset 0 0 0 1.5px currentcolor; }
[aria-pressed="true"]::before { background: currentcolor; }
.clock { font-variant-numeric: tabular-nums; }
.clock.moved { color: var(--on); }
select { appearance: none; max-width: 180px; padding-inline-end: 24px; text-overflow: ellipsis;
  background: no-repeat right 8px center / 10px url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 6'%3E%3Cpath d='m1 1 4 4 4-4' fill='none' stroke='%23b4b8c1' stroke-width='1.6'/%3E%3C/svg%3E"); }
select:hover { background-color: var(--raised); }
select.chosen { color: var(--on); }
option { color: #22242a; background: #fff; }
.count { color: var(--soft); }
.count .bad { color: var(--bad); } .count .doubt { color: var(--doubt); }
.file { max-width: 210px; }
.file span { overflow: hidden; text-overflow: ellipsis; }
.panel { width: min(384px, 100%); max-height: min(60vh, 520px); overflow: auto; padding: 16px; }
.panel h2 { margin: 0 0 8px; font: 600 13px/1.4 inherit; font-size: 13px; }
.panel h2:not(:first-child) { margin-top: 16px; }
.panel p { margin: 6px 0 0; color: var(--soft); }
.panel form { display: flex; gap: 6px; }
.panel input { flex: 1; min-width: 0; font: inherit; height: 36px; padding: 0 10px; color: inherit; color-scheme: dark; background: var(--raised); border: 1px solid var(--line); border-radius: 9px; }
.panel .strong { background: var(--ink); color: #1d1f24; font-weight: 600; height: 36px; }
.panel .strong:hover { background: #fff; }
.panel ul { list-style: none; margin: 0 -8px; padding: 0; }
.panel .row { width: 100%; height: auto; min-height: 36px; padding: 7px 8px; display: grid; grid-template-columns: auto 1fr; gap: 12px; text-align: start; white-space: normal; }
.panel .row time { color: var(--soft); font-variant-numeric: tabular-nums; }
.panel img { display: block; width: 100%; background: #fff; border-radius: 9px; padding: 12px; }
.panel .address { overflow-wrap: anywhere; color: var(--ink); }
.line { display: flex; align-items: center; gap: 4px; max-width: min(560px, 100%); padding: 4px 4px 4px 14px; }
.line > span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.line.quiet { padding: 6px 14px; color: var(--soft); }
.line a { color: var(--on); text-decoration: none; height: 34px; padding: 0 10px; display: inline-flex; align-items: center; border-radius: 9px; font-weight: 600; }
.line a:hover { background: var(--raised); }
[hidden] { display: none !important; }

.folded .rest > *, .folded .panel { display: none; }
.folded { align-items: flex-end; }
@media (width < 1180px) { .file.template { display: none; } }
@media (width < 1020px) {
  .bar { flex-wrap: wrap; justify-content: center; row-gap: 4px; }
  .group { border: 0; margin: 0; padding: 0; }
  .panel { width: min(420px, 100%); }
}
@media (width < 600px) {
  .bar:not(.folded *) { width: 100%; max-height: 50vh; overflow: auto; justify-content: flex-start; padding: 6px; }
  .file { max-width: 60vw; }
}
@media (pointer: coarse) {
  button, .bar a, .panel a.row, select, .line a { height: 44px; min-width: 44px; }
  .panel input, .panel .strong { height: 44px; }
  .square { width: 44px; }
  .panel .row { min-height: 44px; }
  .panel input { font-size: 16px; }
}
@media (prefers-reduced-motion: no-preference) {
  .panel, .line { animation: rise 0.12s ease-out; }
  @keyframes rise { from { opacity: 0; translate: 0 6px; } }
}
@media (forced-colors: active) { .bar, .panel, .line { border: 1px solid; } }
@media print { .all { display: none; } }
`;
