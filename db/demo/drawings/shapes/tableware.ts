import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

const disc = (cx: number, cy: number, r: number) => d`M${cx} ${cy - r}a${r} ${r} 0 1 1 -0.1 0Z`;

/** A plate from above. */
export function plate(pen: Pen): string {
  const { random, tone } = pen;
  const r = random.between(390, 420);
  const style = random.pick(["rim", "coupe", "double"]);
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
  const half = random.between(340, 380);
  const ry = half * 0.27;
  const tall = random.between(330, 400);
  const top = 1000 - tall;
  const foot = random.between(110, 150);
  const deep = random.between(0.75, 1);
  const body = d`M${600 - half} ${top}C${600 - half} ${top + tall * deep * 0.75} ${
    600 - half * 0.55
  } ${970} ${600 - foot} 975V985A${foot} 18 0 0 0 ${600 + foot} 985V975C${600 + half * 0.55} 970 ${
    600 + half
  } ${top + tall * deep * 0.75} ${600 + half} ${top}Z`;
  const inside = random.chance(0.4) ? { base: "#efe8db", light: "#fdfaf4", dark: "#c9bda9" } : tone;
  const dip = random.chance(0.4)
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
  return pen.shadow(630, 1000, half * 1.05, 56) + pen.surface(body, pen.across()) + dip +
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

/** A mug with its handle. */
export function mug(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(225, 265);
  const tall = random.between(480, 560);
  const top = 1000 - tall;
  const ry = half * 0.2;
  const foot = half * random.pick([0.72, 0.9, 0.99]);
  const cx = 545;
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
  const glaze = random.chance(0.45) && !pen.clear;
  const dip = half - (half - foot) * 0.24;
  const drink = pen.clear || random.chance(0.5);
  return pen.shadow(610, 1000, half * 1.5, 46) +
    line(handle, tone.dark, 50, pen.clear ? 'opacity=".5"' : "") +
    line(handle, tone.base, 40, pen.clear ? 'opacity=".8"' : "") +
    line(handle, tone.light, 10, 'opacity=".7" transform="translate(-8 -10)"') +
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
    line(
      d`M${cx - half * 0.72} ${top + ry + 40}Q${cx - half * 0.72} ${top + tall * 0.55} ${cx - foot * 0.74} ${
        top + tall * 0.75
      }`,
      "#fff",
      14,
      'opacity=".35"',
    );
}

/** Drinking glasses. */
export function glass(pen: Pen): string {
  const { random, tone } = pen;
  const style = random.pick(["tumbler", "wine", "ribbed"]);
  const body = (stops: number) =>
    pen.gradient(
      [[0, tone.dark, 0.75], [10, tone.light, 0.75], [34, tone.base, stops], [80, tone.base, stops + 0.08], [
        92,
        tone.light,
        0.7,
      ], [100, tone.dark, 0.8]],
      [0, 0],
      [100, 0],
    );
  const water = pen.gradient(
    [[0, mix(tone.base, "#bcd4d8", 0.5), 0.55], [100, mix(tone.base, "#9fc0c6", 0.5), 0.65]],
    [0, 0],
    [0, 100],
  );
  const shine = (x: number, y: number, h: number) => line(d`M${x} ${y}v${h}`, "#fff", 12, 'opacity=".75"');
  if (style === "wine") {
    const one = (cx: number, s: number, y: number) => {
      const bowlPath = d`M${cx - 120 * s} ${y - 660 * s}C${cx - 190 * s} ${y - 420 * s} ${cx - 120 * s} ${
        y - 300 * s
      } ${cx} ${y - 290 * s}S${cx + 190 * s} ${y - 420 * s} ${cx + 120 * s} ${y - 660 * s}Z`;
      return pen.shadow(cx + 20, y, 190 * s, 26) + ellipse(cx, y - 12, 130 * s, 22 * s, body(0.35)) +
        rect(cx - 8 * s, y - 300 * s, 16 * s, 290 * s, 6, body(0.5)) +
        path(
          d`M${cx - 158 * s} ${y - 470 * s}Q${cx - 120 * s} ${y - 300 * s} ${cx} ${y - 296 * s}T${
            cx + 158 * s
          } ${y - 470 * s}A158 18 0 0 1 ${cx - 158 * s} ${y - 470 * s}Z`,
          pen.clear ? "#8c3f46" : water,
          'opacity=".8"',
        ) + path(bowlPath, body(0.16)) +
        ellipse(
          cx,
          y - 660 * s,
          120 * s,
          18 * s,
          "#fff",
          `opacity=".5" stroke="${tone.dark}" stroke-width="3"`,
        ) + shine(cx - 100 * s, y - 590 * s, 140 * s);
    };
    return one(765, 0.98, 975) + one(455, 1.06, 1000);
  }
  const ribbed = style === "ribbed";
  const one = (cx: number, y: number, half: number, tall: number) => {
    const top = y - tall;
    const foot = half * 0.82;
    const outline = d`M${cx - half} ${top}L${cx - foot} ${y - 20}Q${cx - foot} ${y} ${cx - foot + 26} ${y}H${
      cx + foot - 26
    }Q${cx + foot} ${y} ${cx + foot} ${y - 20}L${cx + half} ${top}Z`;
    const level = top + tall * 0.36;
    let ribs = "";
    if (ribbed) {
      for (let i = -4; i <= 4; i++) {
        ribs += d`M${cx + (i / 4.6) * half} ${top + 40}L${cx + (i / 4.6) * foot} ${y - 34}`;
      }
    }
    return pen.shadow(cx + 30, y, half * 1.4, 34) +
      path(
        d`M${cx - half * 0.9} ${level}A${half * 0.9} ${half * 0.13} 0 0 0 ${cx + half * 0.9} ${level}L${
          cx + foot - 8
        } ${y - 40}Q${cx} ${y - 16} ${cx - foot + 8} ${y - 40}Z`,
        water,
      ) + ellipse(cx, level, half * 0.92, half * 0.14, mix(tone.light, "#cfe2e4", 0.5), 'opacity=".8"') +
      pen.surface(outline, body(0.22)) +
      path(
        d`M${cx - foot + 6} ${y - 38}Q${cx} ${y - 12} ${cx + foot - 6} ${y - 38}V${y - 14}Q${cx} ${y + 4} ${
          cx - foot + 6
        } ${y - 14}Z`,
        "#fff",
        'opacity=".45"',
      ) + line(ribs, "#fff", 7, 'opacity=".45"') +
      ellipse(cx, top, half, half * 0.16, "#fff", `opacity=".45" stroke="${tone.dark}" stroke-width="4"`) +
      shine(cx - half * 0.72, top + 60, tall * 0.45);
  };
  return one(790, 972, 158, 430) + one(450, 1000, 190, 540);
}

/** A carafe. */
export function carafe(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(210, 250);
  const neck = random.between(66, 84);
  const lip = neck + random.between(20, 46);
  const body = d`M${600 - lip} 240Q${600 - neck} 330 ${600 - neck} 460C${600 - neck} 580 ${600 - half} 620 ${
    600 - half
  } 820C${600 - half} 940 ${600 - half + 30} 990 ${600 - half + 90} 995H${600 + half - 90}C${
    600 + half - 30
  } 990 ${600 + half} 940 ${600 + half} 820C${600 + half} 620 ${600 + neck} 580 ${600 + neck} 460Q${
    600 + neck
  } 330 ${600 + lip} 240Z`;
  const shine = line(
    d`M${600 - half * 0.76} 860Q${600 - half * 0.84} 720 ${600 - half * 0.5} 640`,
    "#fff",
    16,
    `opacity="${pen.clear ? 0.85 : 0.4}"`,
  ) + line(d`M${600 - neck * 0.55} 320V480`, "#fff", 10, 'opacity=".5"');
  const ground = pen.shadow(630, 1000, half * 1.45, 46);
  if (!pen.glossy && !random.chance(0.3)) {
    return ground + pen.surface(body, pen.across()) +
      ellipse(600, 240, lip, 18, mix(tone.base, tone.light, 0.6)) +
      ellipse(600, 243, lip - 12, 12, pen.shade()) + shine;
  }
  const see = pen.gradient(
    [[0, tone.dark, 0.8], [9, tone.light, 0.8], [34, tone.base, 0.25], [82, tone.base, 0.35], [
      93,
      tone.light,
      0.7,
    ], [100, tone.dark, 0.85]],
    [0, 0],
    [100, 0],
  );
  const water = d`M${600 - half * 0.86} 690A${half * 0.86} 30 0 0 0 ${600 + half * 0.86} 690C${
    600 + half + 4
  } 780 ${600 + half - 4} 960 ${600 + half - 94} 985H${600 - half + 94}C${600 - half + 4} 960 ${
    600 - half - 4
  } 780 ${600 - half * 0.86} 690Z`;
  const stopper = random.chance(0.5) ? ellipse(600, 175, 72, 72, pen.ball(pen.wood)) : "";
  return ground + path(water, mix(tone.base, "#aecbd0", 0.6), 'opacity=".65"') +
    ellipse(600, 690, half * 0.87, 30, mix(tone.light, "#d8e8e9", 0.5), 'opacity=".9"') +
    pen.surface(body, see) + stopper +
    ellipse(600, 240, lip, 18, "#fff", `opacity=".55" stroke="${tone.dark}" stroke-width="4"`) + shine;
}

/** Fork, knife and spoon side by side. */
export function cutlery(pen: Pen): string {
  const { random, tone } = pen;
  const metal =
    pen.options.colour === "brass" || pen.options.colour === "clear" || pen.options.colour === "stone"
      ? (pen.clear || pen.options.colour === "stone" ? materials.steel : tone)
      : random.chance(0.6)
      ? materials.steel
      : tone;
  const handles = metal === tone || pen.clear ? metal : tone;
  const fill = pen.across(metal);
  const grip = (x: number, y: number) => {
    const data = d`M${x - 17} ${y}C${x - 20} ${y + 160} ${x - 34} ${y + 330} ${x - 30} ${y + 430}Q${x} ${
      y + 480
    } ${x + 30} ${y + 430}C${x + 34} ${y + 330} ${x + 20} ${y + 160} ${x + 17} ${y}Z`;
    return handles === metal ? path(data, fill) : pen.surface(data, pen.across(handles), 0.6);
  };
  const fork =
    d`M296 190h17v180h17V190h20v180h17V190h17V400C384 470 360 480 357 560h-34C320 480 296 470 296 400Z`;
  const fork2 =
    "M292 180h16v170h18V180h18v170h18V180h18v170h0V390C380 470 356 490 353 566h-34C316 490 292 470 292 390Z";
  const knife = "M576 566C560 440 566 280 600 172C640 220 646 420 622 566Z";
  const spoon =
    "M860 170C920 170 950 250 946 330C942 430 890 450 878 566H842C830 450 778 430 774 330C770 250 800 170 860 170Z";
  const items = path(random.chance(0.5) ? fork : fork2, fill) + grip(338, 556) + path(knife, fill) +
    grip(600, 556) + path(spoon, fill) +
    ellipse(
      860,
      320,
      64,
      110,
      pen.gradient([[0, metal.dark, 0.7], [100, metal.light, 0.8]], [0, 0], [100, 100]),
    ) + grip(860, 556);
  const napkin = random.chance(0.6)
    ? pen.like({ colour: pen.options.colour === "chalk" ? "sage" : "chalk", material: "linen" })
    : undefined;
  const cloth = napkin
    ? rect(196, 128, 840, 970, 8, "#3b2a1c", 'opacity=".16"') +
      napkin.surface("M182 110H1018V1080H182Z", napkin.lit()) +
      line(
        "M182 1056H1018M206 110V1080M994 110V1080",
        napkin.tone.dark,
        3,
        'opacity=".5" stroke-dasharray="12 8"',
      )
    : "";
  const shadows = '<g transform="translate(16 14)" opacity=".22" fill="#3b2a1c">' +
    [knife, spoon].map((s) => path(s, "#3b2a1c")).join("") +
    [338, 600, 860].map((x) => rect(x - 30, 556, 60, 450, 30, "#3b2a1c")).join("") +
    rect(296, 190, 88, 370, 20, "#3b2a1c") + "</g>";
  return cloth + shadows + items;
}

/** The shapes of the tableware category. */
export const tableware: ShapeTable = {
  plate: { draw: plate, stage: "flat", height: 820 },
  bowl: { draw: bowl, stage: "plinth", height: 470, width: 760 },
  mug: { draw: mug, stage: "plinth", height: 580, width: 720 },
  glass: { draw: glass, stage: "plinth", height: 620, width: 720 },
  carafe: { draw: carafe, stage: "plinth", height: 770, width: 500 },
  cutlery: { draw: cutlery, stage: "flat", height: 900 },
};
