// Makes elements. Texts come in as text nodes, never as HTML: names of files and messages may hold anything.

/** An element: `options` holds properties, `data`, `aria`, `css` and `on` (listeners); children that are null or false are left out. */
export function element(name, options = {}, ...children) {
  const made = document.createElement(name);
  const { data, aria, css, on, ...properties } = options;
  for (const [key, value] of Object.entries(properties)) if (value !== undefined && value !== null) made[key] = value;
  for (const [key, value] of Object.entries(data ?? {})) made.dataset[key] = value;
  for (const [key, value] of Object.entries(aria ?? {})) made.setAttribute(`aria-${key}`, value);
  for (const [key, value] of Object.entries(css ?? {})) made.style.setProperty(key, value);
  for (const [key, value] of Object.entries(on ?? {})) made.addEventListener(key, value);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** A line drawing of 24 × 24 from one path. */
export function icon(path) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", "0 0 24 24");
  made.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  made.append(line);
  return made;
}

/** A link that opens the editor, or the same words without a link; only addresses that are no script. */
export function editorLink(label, address, options = {}) {
  const safe = address && /^[a-z][a-z0-9+.-]*:/i.test(address) && !/^(javascript|data|vbscript):/i.test(address);
  return safe ? element("a", { ...options, href: address }, label) : element("span", options, label);
}

/** `file:line:column`, as far as they are known. */
export const placeOf = ({ file, line, column }) => [file, line, line && column].filter(Boolean).join(":");

/** An address as it is read by people. */
export function readable(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** The shadow of a custom element, with its look. */
export function shadowOf(host, look) {
  const style = new CSSStyleSheet();
  style.replaceSync(look);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [style];
  return shadow;
}
