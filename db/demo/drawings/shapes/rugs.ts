import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { box, d, ellipse, line, path, rect } from "../svg.ts";

/** Fringe along one edge, from (x0, y) to (x1, y). */
function fringe(pen: Pen, x0: number, x1: number, y: number, drop: number): string {
  const { random } = pen;
  let data = "";
  const count = Math.round(Math.abs(x1 - x0) / 22);
  for (let i = 0; i <= count; i++) {
    data += d`M${x0 + ((x1 - x0) * i) / count} ${y}q${random.between(-6, 6)} ${drop * 0.5} ${
      random.between(-5, 5)
    } ${drop}`;
  }
  return line(data, mix(pen.tone.light, "#f3e8d4", 0.6), 6) +
    line(data, pen.tone.dark, 1.5, 'opacity=".35" transform="translate(4 0)"');
}

/** What is woven into a plain rug. */
function motif(pen: Pen, x: number, y: number, w: number, h: number): string {
  const { random, tone } = pen;
  const ink = pen.dark ? mix(tone.light, "#f3e8d4", 0.5) : mix(tone.dark, tone.base, 0.15);
  const style = random.pick(["border", "arches", "bands", "steps", "diamonds"]);
  if (style === "border") {
    return rect(x + 44, y + 44, w - 88, h - 88, 0, "none", `stroke="${ink}" stroke-width="14" opacity=".7"`) +
      rect(x + 76, y + 76, w - 152, h - 152, 0, "none", `stroke="${ink}" stroke-width="5" opacity=".6"`);
  }
  if (style === "arches") {
    const r = w * 0.34;
    const cx = x + w / 2;
    return path(
      d`M${cx - r} ${y + h - 70}V${y + r + 110}a${r} ${r} 0 0 1 ${2 * r} 0V${y + h - 70}Z`,
      ink,
      'opacity=".55"',
    ) +
      path(
        d`M${cx - r * 0.6} ${y + h - 70}V${y + r + 130}a${r * 0.6} ${r * 0.6} 0 0 1 ${1.2 * r} 0V${
          y + h - 70
        }Z`,
        tone.light,
        'opacity=".75"',
      ) +
      ellipse(cx, y + r + 170, r * 0.28, r * 0.28, ink, 'opacity=".7"');
  }
  if (style === "bands") {
    return [0.1, 0.16, 0.78, 0.86].map((t, i) =>
      rect(x, y + h * t, w, h * (i % 2 ? 0.05 : 0.025), 0, ink, 'opacity=".6"')
    ).join("");
  }
  if (style === "diamonds") {
    const cy = y + h / 2;
    const cx = x + w / 2;
    return [1, 0.66, 0.33].map((k, i) =>
      path(
        d`M${cx} ${cy - h * 0.38 * k}L${cx + w * 0.36 * k} ${cy}L${cx} ${cy + h * 0.38 * k}L${
          cx - w * 0.36 * k
        } ${cy}Z`,
        i === 1 ? tone.light : ink,
        `opacity="${i === 1 ? 0.7 : 0.55}"`,
      )
    ).join("");
  }
  return path(
    d`M${x} ${y + h * 0.34}Q${x + w * 0.3} ${y + h * 0.2} ${x + w * 0.55} ${y + h * 0.36}T${x + w} ${
      y + h * 0.3
    }V${y + h * 0.62}Q${x + w * 0.7} ${y + h * 0.76} ${x + w * 0.4} ${y + h * 0.62}T${x} ${y + h * 0.7}Z`,
    ink,
    'opacity=".5"',
  ) +
    ellipse(x + w * 0.7, y + h * 0.18, w * 0.12, w * 0.12, tone.light, 'opacity=".8"');
}

function cloth(pen: Pen, w: number, h: number, fringed: boolean, angle: number): string {
  const x = 600 - w / 2;
  const y = 600 - h / 2;
  const data = box(x, y, w, h, 8);
  const { tone } = pen;
  const body = rect(x + 12, y + 18, w, h, 10, "#3b2a1c", 'opacity=".26"') +
    (fringed
      ? fringe(pen, x + 6, x + w - 6, y + h - 2, 40) + fringe(pen, x + 6, x + w - 6, y + 2, -40)
      : "") +
    (pen.options.pattern === "plain"
      ? path(data, pen.lit()) + (pen.options.style ? "" : motif(pen, x, y, w, h)) +
        (pen.overlay() ? path(data, pen.overlay() ?? "none") : "")
      : pen.surface(data, pen.lit(), 1.35)) +
    path(
      data,
      pen.gradient([[0, "#fff", 0.16], [50, "#fff", 0], [100, "#2d2118", 0.14]], [0, 0], [100, 100]),
    ) +
    rect(x + 5, y + 5, w - 10, h - 10, 6, "none", `stroke="${tone.dark}" stroke-width="7" opacity=".45"`);
  return `<g transform="rotate(${angle} 600 600)">${body}</g>`;
}

/** A rectangular rug from above; one with a style is plainly woven, without a motif. */
export function rugRect(pen: Pen): string {
  const { random } = pen;
  return cloth(
    pen,
    random.between(620, 680),
    random.between(860, 900),
    pen.style(["fringed", "bound"], random.chance(0.6) ? "fringed" : "bound") === "fringed",
    random.pick([-14, -9, 0, 11]),
  );
}

/** A round rug from above. */
export function rugRound(pen: Pen): string {
  const { random, tone } = pen;
  const r = random.between(400, 430);
  const ink = pen.dark ? mix(tone.light, "#f3e8d4", 0.4) : tone.dark;
  const circle = (k: number) => d`M600 ${600 - k}a${k} ${k} 0 1 1 -0.1 0Z`;
  let out = ellipse(614, 622, r + 4, r + 4, "#3b2a1c", 'opacity=".22"') +
    pen.surface(circle(r), pen.lit(), 1.2);
  if (pen.options.pattern === "plain") {
    const style = pen.style(["braid", "rings", "half", "brush"], random.pick(["braid", "rings", "half"]));
    if (style === "brush") {
      out += line(
        d`M${600 - r * 0.35} ${600 + r * 0.6}A${r * 0.68} ${r * 0.68} 0 1 1 ${600 + r * 0.2} ${
          600 + r * 0.64
        }`,
        ink,
        38,
        'opacity=".35"',
      );
    } else if (style === "half") {
      out += path(
        d`M${600 - r} 600a${r} ${r} 0 0 0 ${2 * r} 0Q${600 + r * 0.5} ${600 - r * 0.3} 600 600T${
          600 - r
        } 600Z`,
        ink,
        'opacity=".45"',
      );
    } else {for (let i = 1; i < 10; i++) {
        out += path(
          circle((r * i) / 10),
          "none",
          `stroke="${ink}" stroke-width="${style === "rings" && i % 3 === 0 ? 22 : 4}" opacity=".4"${
            style === "braid" ? ' stroke-dasharray="26 9"' : ""
          }`,
        );
      }}
  }
  out += path(
    circle(r - 8),
    "none",
    `stroke="${tone.dark}" stroke-width="14" opacity=".45" stroke-dasharray="18 8" stroke-linecap="butt"`,
  );
  if (random.chance(0.4)) {
    let data = "";
    for (let i = 0; i < 72; i++) {
      const a = (i / 72) * Math.PI * 2;
      data += d`M${600 + Math.cos(a) * r} ${600 + Math.sin(a) * r}l${Math.cos(a) * 34} ${Math.sin(a) * 34}`;
    }
    out = line(data, mix(tone.light, "#f3e8d4", 0.5), 7) + out;
  }
  return out;
}

/** A long narrow rug from above. */
export function runner(pen: Pen): string {
  const { random } = pen;
  return cloth(
    pen,
    random.between(300, 340),
    random.between(990, 1040),
    pen.style(["fringed", "bound"], random.chance(0.7) ? "fringed" : "bound") === "fringed",
    random.pick([-18, 18, 24]),
  );
}

/** A mat for the door. */
export function doormat(pen: Pen): string {
  const { random, tone } = pen;
  const w = 880;
  const h = random.between(500, 560);
  const x = 600 - w / 2;
  const y = 600 - h / 2;
  const data = box(x, y, w, h, 16);
  const ink = pen.dark ? mix(tone.light, "#f3e8d4", 0.5) : mix(tone.dark, "#2b2018", 0.55);
  const half = pen.style(["half", "straight"], random.chance(0.4) ? "half" : "straight") === "half";
  const shape = half ? d`M${x} ${y + h}A${w / 2} ${h * 1.02} 0 0 1 ${x + w} ${y + h}Z` : data;
  let bristles = "";
  for (let i = 0; i <= 58; i++) {
    bristles += d`M${x + 10 + (i * (w - 20)) / 58} ${y + h - 6}l${random.between(-5, 5)} 22`;
  }
  const style = random.pick(["frame", "sun", "lines"]);
  let art = "";
  if (pen.options.pattern === "plain") {
    if (half) {
      art = [0.78, 0.56, 0.34].map((k) =>
        line(
          d`M${600 - (w / 2) * k} ${y + h - 20}A${(w / 2) * k} ${h * k} 0 0 1 ${600 + (w / 2) * k} ${
            y + h - 20
          }`,
          ink,
          16,
          'opacity=".6"',
        )
      ).join("");
    } else if (style === "frame") {
      art = rect(
        x + 46,
        y + 46,
        w - 92,
        h - 92,
        8,
        "none",
        `stroke="${ink}" stroke-width="14" opacity=".65"`,
      );
    } else if (style === "lines") {
      art = [0.2, 0.4, 0.6, 0.8].map((t) => rect(x + 40, y + h * t - 8, w - 80, 16, 8, ink, 'opacity=".55"'))
        .join("");
    } else {art = path(d`M430 ${y + h - 90}a170 170 0 0 1 340 0Z`, ink, 'opacity=".65"') +
        [-70, -42, -14, 14, 42, 70].map((a) =>
          `<g transform="rotate(${a} 600 ${Math.round(y + h - 90)})">${
            rect(592, y + h - 340, 16, 110, 8, ink, 'opacity=".65"')
          }</g>`
        ).join("");}
  }
  const weave = pen.like({ colour: pen.options.colour, material: "jute" }).overlay();
  return path(shape, "#3b2a1c", 'opacity=".24" transform="translate(12 22)"') + line(bristles, tone.dark, 5) +
    pen.surface(shape, pen.lit(), 1.1) + art + (weave ? path(shape, weave) : "") +
    path(shape, "none", `stroke="${tone.dark}" stroke-width="8" opacity=".5"`);
}

/** The shapes of the rugs category. */
export const rugs: ShapeTable = {
  "rug-rect": { draw: rugRect, stage: "flat", height: 880, styles: { fringed: {}, bound: {} } },
  "rug-round": {
    draw: rugRound,
    stage: "flat",
    height: 840,
    styles: { braid: {}, rings: {}, half: {}, brush: {} },
  },
  runner: { draw: runner, stage: "flat", height: 1020, styles: { fringed: {}, bound: {} } },
  doormat: { draw: doormat, stage: "flat", height: 540, styles: { half: {}, straight: {} } },
};
