// How the errors look: a calm sheet over the page, light or dark as the reader's system is.

export const look = `
:host { all: initial; display: contents; }
* { box-sizing: border-box; }
.all {
  --paper: #fdfcfa; --raised: #f4f2ee; --ink: #22242a; --soft: #5d616b; --line: #dedad2; --error: #b3261e; --wash: #fbe9e6; --link: #1c5a8d;
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif;
  color: var(--ink); text-align: start; letter-spacing: normal;
}
.scrim {
  position: fixed; inset: 0; z-index: 2147483646; overflow: auto; overscroll-behavior: contain;
  padding: clamp(12px, 5vh, 56px) clamp(10px, 4vw, 48px) calc(96px + var(--lift, 0px)); background: rgb(24 26 31 / 0.56);
}
.sheet {
  max-width: 880px; margin: 0 auto; background: var(--paper); border-radius: 14px; overflow: clip;
  box-shadow: 0 24px 64px rgb(0 0 0 / 0.32), 0 2px 8px rgb(0 0 0 / 0.16); border-top: 4px solid var(--error);
}
header { display: flex; gap: 16px; align-items: flex-start; padding: 20px 24px 16px; }
header > div { flex: 1; min-width: 0; }
h1 { margin: 0; font-size: 20px; line-height: 1.3; font-weight: 650; }
header p { margin: 4px 0 0; color: var(--soft); font-size: 14px; }
button {
  font: inherit; color: inherit; cursor: pointer; min-height: 36px; padding: 5px 14px; border-radius: 9px;
  border: 1px solid var(--line); background: var(--raised); white-space: nowrap;
}
button:hover { border-color: var(--soft); }
kbd { margin-inline-start: 8px; color: var(--soft); font: 12px ui-monospace, monospace; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
ol { list-style: none; margin: 0; padding: 0; }
li { padding: 18px 24px 20px; border-top: 1px solid var(--line); }
.kind { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; font-size: 13px; }
.severity { color: var(--error); font-weight: 650; }
.code, .place { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 13px; }
.code { color: var(--soft); }
.place { margin-inline-start: auto; color: var(--soft); overflow-wrap: anywhere; }
code { padding: 0.1em 0.35em; border-radius: 5px; background: var(--raised); font: 0.92em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
a { color: var(--link); text-underline-offset: 3px; }
h2 { margin: 6px 0 0; font-size: 16px; line-height: 1.5; font-weight: 550; overflow-wrap: anywhere; }
pre {
  margin: 12px 0 0; padding: 10px 0; overflow-x: auto; border-radius: 9px; background: var(--raised); tab-size: 2;
  font: 13px/1.7 ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace;
}
pre div { display: flex; min-width: max-content; padding-inline-end: 16px; }
pre .number { flex: none; width: 52px; padding-inline-end: 14px; text-align: end; color: var(--soft); user-select: none; }
pre .text { white-space: pre; }
pre .here { background: var(--wash); }
pre .here .number { color: var(--error); font-weight: 650; }
mark {
  color: inherit; background: none; text-decoration: underline 2px var(--error); text-decoration-style: wavy;
  text-underline-offset: 4px; text-decoration-skip-ink: none;
}
.help { margin: 12px 0 0; padding-inline-start: 12px; border-inline-start: 3px solid var(--line); color: var(--soft); white-space: pre-line; overflow-wrap: anywhere; }
.rest { margin: 0; padding: 16px 24px; border-top: 1px solid var(--line); }
.badge {
  position: fixed; z-index: 2147483644; inset-inline-start: 12px; bottom: calc(12px + env(safe-area-inset-bottom) + var(--lift, 0px)); min-height: 44px; padding: 8px 16px;
  border: 0; border-radius: 999px; background: #b3261e; color: #fff; font-weight: 600; box-shadow: 0 4px 16px rgb(0 0 0 / 0.28), 0 0 0 1px rgb(255 255 255 / 0.35);
}
.badge:hover { background: #97201a; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[hidden] { display: none !important; }
@media (prefers-color-scheme: dark) {
  .all { --paper: #1f2126; --raised: #292c32; --ink: #eceae6; --soft: #a9adb7; --line: #3a3e46; --error: #ff8f83; --wash: #402624; --link: #8fc3f0; }
}
@media (pointer: coarse) { button { min-height: 44px; } }
@media (width < 600px) { header, li, .rest { padding-inline: 16px; } .place { margin-inline-start: 0; flex-basis: 100%; } kbd { display: none; } }
@media (prefers-reduced-motion: no-preference) { .scrim { animation: come 0.14s ease-out; } @keyframes come { from { opacity: 0; } } }
@media print { .all { display: none; } }
`;
