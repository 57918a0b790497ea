import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path } from "../svg.ts";

const disc = (cx: number, cy: number, r: number) => d`M${cx} ${cy - r}a${r} ${r} 0 1 1 -0.1 0Z`;

/** A plate from above; a platter is oval. */
export function plate(pen: Pen): string {
  const drawn = plateFromAbove(pen);
  return pen.options.style === "platter" ? `<g transform="matrix(1.16 0 0 .78 -96 132)">${drawn}</g>` : drawn;
}

function plateFromAbove(pen: Pen): string {
  const { random, tone } = pen;
  const r = random.between(390, 420);
  const style = pen.style(["rim", "coupe", "double", "platter"], random.pick(["rim", "coupe", "double"]));
  const well = style === "coupe" ? 0.9 : random.between(0.62, 0.7);
  const ring = (k: number, width: number, opacity: number, colour = tone.dark) =>
    path(disc(600, 600, r * k), "none", `stroke="${colour}" stroke-width="${width}" opacity="${opacity}"`);
  let out = ellipse(
    626,
    640,
    r * 1.02,
    r * 1.02,
    pen.radial([[70, "#3b2a1c", 0.5], [100, "#3b2a1c", 0]]),
    'opacity=".8"',
  );
  if (style === "double") {
    const under = pen.like({
      colour: pen.options.colour === "chalk" ? "stone" : "chalk",
      material: "stoneware",
    });
    out += under.surface(disc(600, 600, r * 1.08), under.lit()) +
      path(disc(600, 600, r * 0.9), "#2d2118", 'opacity=".18" transform="translate(10 14)"');
    out += pen.surface(disc(600, 600, r * 0.86), pen.lit()) +
      path(
        disc(600, 600, r * 0.58),
        pen.gradient([[0, tone.dark, 0.4], [100, tone.light, 0.5]], [0, 0], [100, 100]),
      );
    return out + path(disc(600, 600, r * 0.55), mix(tone.base, tone.light, 0.35)) + ring(0.85, 5, 0.5) +
      ring(0.835, 5, 0.8, tone.light);
  }
  out += pen.surface(disc(600, 600, r), pen.lit(), 0.9) + ring(0.99, 7, 0.55) +
    ring(0.965, 6, 0.8, tone.light);
  out += path(
    disc(600, 600, r * well),
    pen.gradient([[0, tone.dark, 0.5], [60, tone.base, 0], [100, tone.light, 0.8]], [0, 0], [100, 100]),
  ) +
    path(
      disc(600, 600, r * (well - 0.035)),
      pen.gradient([[0, mix(tone.base, tone.dark, 0.12)], [100, mix(tone.base, tone.light, 0.6)]], [0, 0], [
        100,
        100,
      ]),
    );
  if (pen.options.pattern !== "plain" && style === "coupe") {
    out += path(disc(600, 600, r * 0.86), pen.overlay() ?? "none");
  }
  if (random.chance(0.35)) out += ring(0.93, 9, 0.8, pen.dark ? "#d9b26a" : mix(tone.dark, "#2b2018", 0.3));
  return out +
    line(
      d`M${600 - r * 0.82} ${600 - r * 0.3}A${r * 0.88} ${r * 0.88} 0 0 1 ${600 - r * 0.25} ${
        600 - r * 0.84
      }`,
      "#fff",
      12,
      'opacity=".4"',
    );
}

/** A bowl from the side, a little from above. */
export function bowl(pen: Pen): string {
  const { random, tone } = pen;
  const lot = { half: random.between(340, 380), tall: random.between(330, 400) };
  const style = pen.style(["deep", "rice", "wide", "wood"], "deep");
  const half = style === "rice" ? 300 : style === "wide" ? 440 : lot.half;
  const ry = half * 0.27;
  const tall = style === "wide" ? 240 : lot.tall;
  const top = 1000 - tall;
  const foot = random.between(110, 150);
  const deep = random.between(0.75, 1);
  const ring = style === "rice"
    ? path(
      d`M${600 - foot} 930H${600 + foot}L${600 + foot + 6} 985A${foot} 18 0 0 1 ${600 - foot - 6} 985Z`,
      pen.across(),
    )
    : "";
  const body = d`M${600 - half} ${top}C${600 - half} ${top + tall * deep * 0.75} ${
    600 - half * 0.55
  } ${970} ${600 - foot} 975V985A${foot} 18 0 0 0 ${600 + foot} 985V975C${600 + half * 0.55} 970 ${
    600 + half
  } ${top + tall * deep * 0.75} ${600 + half} ${top}Z`;
  const inside = style !== "wood" && random.chance(0.4)
    ? { base: "#efe8db", light: "#fdfaf4", dark: "#c9bda9" }
    : tone;
  const dip = style === "deep" && random.chance(0.4)
    ? path(
      d`M${600 - half} ${top}A${half} ${ry} 0 0 0 ${600 + half} ${top}C${600 + half} ${top + 60} ${
        600 + half - 10
      } ${top + 90} ${600 + half - 20} ${top + 130}Q${640} ${top + ry + 150} ${600 - half + 20} ${
        top + 130
      }C${600 - half + 10} ${top + 90} ${600 - half} ${top + 60} ${600 - half} ${top}Z`,
      materials.paper.base,
      'opacity=".75"',
    )
    : "";
  return pen.shadow(630, 1000, half * 1.05, 56) + ring + pen.surface(body, pen.across()) + dip +
    path(body, pen.gradient([[50, tone.dark, 0], [100, tone.dark, 0.55]], [0, 0], [10, 100])) +
    ellipse(600, top, half, ry, pen.clear ? pen.lit() : mix(inside.base, inside.light, 0.5)) +
    ellipse(
      600,
      top + 4,
      half - 14,
      ry - 10,
      pen.gradient([[0, inside.dark], [60, inside.base], [100, inside.light]], [10, 0], [70, 100]),
      pen.clear ? 'opacity=".5"' : "",
    ) +
    line(
      d`M${600 - half * 0.8} ${top + 70}Q${600 - half * 0.74} ${top + tall * 0.45} ${600 - half * 0.5} ${
        top + tall * 0.68
      }`,
      "#fff",
      14,
      'opacity=".35"',
    );
}

/** Upright grooves around a cup. */
function flutes(cx: number, half: number, foot: number, top: number, colour: string): string {
  const grooves = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((i) => {
    const x = Math.sin(i / 4.6 * Math.PI / 2);
    return d`M${cx + x * half} ${top + 20}Q${cx + x * half} 830 ${cx + x * foot} 950`;
  }).join("");
  return line(grooves, colour, 7, 'opacity=".4"');
}

/** A mug with its handle, or a cup without. */
export function mug(pen: Pen): string {
  const { random, tone } = pen;
  const style = pen.style(["straight", "tapered", "cup", "enamel"], "tapered");
  const named = pen.options.style !== undefined;
  const half = style === "enamel" ? 270 : random.between(225, 265);
  const tall = style === "cup" ? 420 : style === "enamel" ? 440 : random.between(480, 560);
  const top = 1000 - tall;
  const ry = half * 0.2;
  const taper = random.pick([0.72, 0.9, 0.99]);
  const foot = half * (named ? (style === "cup" || style === "tapered" ? 0.72 : 0.98) : taper);
  const cx = style === "cup" ? 600 : 545;
  const body = d`M${cx - half} ${top}C${cx - half} ${top + tall * 0.6} ${cx - foot - 6} 920 ${
    cx - foot
  } 965Q${cx - foot + 6} 985 ${cx - foot + 40} 990A${foot} ${ry * 0.6} 0 0 0 ${cx + foot - 40} 990Q${
    cx + foot - 6
  } 985 ${cx + foot} 965C${cx + foot + 6} 920 ${cx + half} ${top + tall * 0.6} ${cx + half} ${top}Z`;
  const hx = cx + (half + foot) / 2 - 12;
  const handle = random.chance(0.5)
    ? d`M${hx} ${top + tall * 0.2}C${hx + 200} ${top + tall * 0.12} ${hx + 200} ${top + tall * 0.76} ${
      hx - 6
    } ${top + tall * 0.7}`
    : d`M${hx} ${top + tall * 0.18}H${hx + 80}Q${hx + 140} ${top + tall * 0.18} ${hx + 140} ${
      top + tall * 0.4
    }Q${hx + 130} ${top + tall * 0.66} ${hx - 4} ${top + tall * 0.74}`;
  const glaze = random.chance(0.45) && !pen.clear && !named;
  const dip = half - (half - foot) * 0.24;
  const drink = pen.clear || random.chance(0.5);
  return pen.shadow(610, 1000, half * 1.5, 46) +
    (style === "cup" ? "" : line(handle, tone.dark, 50, pen.clear ? 'opacity=".5"' : "") +
      line(handle, tone.base, 40, pen.clear ? 'opacity=".8"' : "") +
      line(handle, tone.light, 10, 'opacity=".7" transform="translate(-8 -10)"')) +
    pen.surface(body, pen.across()) +
    (glaze
      ? path(
        d`M${cx - half} ${top}A${half} ${ry} 0 0 0 ${cx + half} ${top}Q${cx + half} ${top + tall * 0.22} ${
          cx + dip
        } ${top + tall * 0.36}Q${cx + half * 0.4} ${top + tall * 0.52} ${cx} ${top + tall * 0.43}T${
          cx - dip
        } ${top + tall * 0.36}Q${cx - half} ${top + tall * 0.22} ${cx - half} ${top}Z`,
        pen.across(
          pen.dark
            ? materials.paper
            : { base: mix(tone.dark, tone.base, 0.4), light: tone.base, dark: tone.dark },
        ),
        'opacity=".85"',
      )
      : "") +
    ellipse(cx, top, half, ry, mix(tone.base, tone.light, 0.7), pen.clear ? 'opacity=".5"' : "") +
    ellipse(
      cx,
      top + 3,
      half - 12,
      ry - 8,
      pen.gradient([[0, tone.dark], [100, tone.base]], [0, 0], [60, 100]),
      pen.clear ? 'opacity=".4"' : "",
    ) +
    (drink
      ? path(
        d`M${cx - half + 26} ${top + 12}Q${cx} ${top - 14} ${cx + half - 26} ${top + 12}A${half - 14} ${
          ry - 9
        } 0 0 1 ${cx - half + 26} ${top + 12}Z`,
        "#5b3a26",
      )
      : "") +
    (style === "enamel" ? ellipse(cx, top, half, ry, "none", 'stroke="#2c2b2c" stroke-width="12"') : "") +
    (style === "cup" ? flutes(cx, half, foot, top + ry, tone.dark) : "") +
    line(
      d`M${cx - half * 0.72} ${top + ry + 40}Q${cx - half * 0.72} ${top + tall * 0.55} ${cx - foot * 0.74} ${
        top + tall * 0.75
      }`,
      "#fff",
      14,
      'opacity=".35"',
    );
}

/** The shapes of the tableware category. */
export const tableware: ShapeTable = {
  plate: { draw: plate, stage: "flat", height: 820, styles: { rim: {}, coupe: {}, double: {}, platter: {} } },
  bowl: {
    draw: bowl,
    stage: "plinth",
    height: 470,
    width: 760,
    styles: { deep: {}, rice: {}, wide: { height: 350, width: 900 }, wood: {} },
  },
  mug: {
    draw: mug,
    stage: "plinth",
    height: 580,
    width: 720,
    styles: { straight: {}, tapered: {}, cup: { height: 440 }, enamel: { height: 500 } },
  },
};
