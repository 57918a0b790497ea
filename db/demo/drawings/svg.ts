/** Writes a number: whole, or with one decimal where that is visible. */
export function num(value: number): string {
  return String(Math.abs(value) >= 12 ? Math.round(value) : Math.round(value * 10) / 10);
}

/** Path data with rounded numbers: d`M${x} ${y}h10`. */
export function d(parts: TemplateStringsArray, ...values: number[]): string {
  return parts.reduce((text, part, i) => text + part + (i < values.length ? num(values[i] ?? 0) : ""), "");
}

function tail(extra: string): string {
  return extra === "" ? "" : ` ${extra}`;
}

/** A filled path. */
export function path(data: string, fill: string, extra = ""): string {
  return `<path d="${data}" fill="${fill}"${tail(extra)}/>`;
}

/** An open line along a path; the drawing's root gives it round ends. */
export function line(data: string, colour: string, width: number, extra = ""): string {
  return `<path d="${data}" fill="none" stroke="${colour}" stroke-width="${num(width)}"${tail(extra)}/>`;
}

/** A filled ellipse. */
export function ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, extra = ""): string {
  return `<ellipse cx="${num(cx)}" cy="${num(cy)}" rx="${num(rx)}" ry="${num(ry)}" fill="${fill}"${
    tail(extra)
  }/>`;
}

/** A filled rectangle with rounded corners. */
export function rect(
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
  fill: string,
  extra = "",
): string {
  const corner = r > 0 ? ` rx="${num(r)}"` : "";
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(w)}" height="${num(h)}"${corner} fill="${fill}"${
    tail(extra)
  }/>`;
}

/** A group moved to (x, y) at a scale, mirrored if the scale is negative. */
export function place(content: string, x: number, y: number, scale = 1, mirrored = false): string {
  const s = String(Math.round(scale * 1000) / 1000);
  return `<g transform="translate(${num(x)} ${num(y)}) scale(${mirrored ? `-${s} ${s}` : s})">${content}</g>`;
}

/** A group turned by degrees around a point. */
export function turn(content: string, degrees: number, x: number, y: number): string {
  return `<g transform="rotate(${num(degrees)} ${num(x)} ${num(y)})">${content}</g>`;
}

/** Outline of a rectangle with rounded corners. */
export function box(x: number, y: number, w: number, h: number, r: number): string {
  const k = Math.min(r, w / 2, h / 2);
  return d`M${x + k} ${y}h${w - 2 * k}q${k} 0 ${k} ${k}v${h - 2 * k}q0 ${k} ${-k} ${k}h${
    2 * k - w
  }q${-k} 0 ${-k} ${-k}v${2 * k - h}q0 ${-k} ${k} ${-k}z`;
}

/** Outline of something stuffed: soft corners, edges bowing outwards (positive) or inwards. */
export function puff(x: number, y: number, w: number, h: number, r: number, bow: number): string {
  return d`M${x + r} ${y}Q${x + w / 2} ${y - bow} ${x + w - r} ${y}Q${x + w} ${y} ${x + w} ${y + r}Q${
    x + w + bow
  } ${y + h / 2} ${x + w} ${y + h - r}Q${x + w} ${y + h} ${x + w - r} ${y + h}Q${x + w / 2} ${y + h + bow} ${
    x + r
  } ${y + h}Q${x} ${y + h} ${x} ${y + h - r}Q${x - bow} ${y + h / 2} ${x} ${y + r}Q${x} ${y} ${x + r} ${y}Z`;
}

/** A closed polygon. */
export function polygon(points: readonly (readonly [number, number])[]): string {
  return "M" + points.map(([x, y]) => `${num(x)} ${num(y)}`).join("L") + "Z";
}
