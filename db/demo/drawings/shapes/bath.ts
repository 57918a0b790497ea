import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { box, d, ellipse, line, path, rect } from "../svg.ts";

/** Folded towels in a stack, or one over a rail. */
export function towel(pen: Pen): string {
  const { random, tone, metal } = pen;
  const band = pen.dark ? tone.light : tone.dark;
  if (hangs(pen)) {
    const w = random.between(470, 530);
    const x = 600 - w / 2;
    const data = d`M${x} 300Q${x + 8} 262 ${x + 46} 262H${x + w - 46}Q${x + w - 8} 262 ${x + w} 300C${
      x + w + 8
    } 560 ${x + w - 6} 780 ${x + w + 6} 1000Q600 1018 ${x - 6} 1000C${x + 6} 780 ${x - 8} 560 ${x} 300Z`;
    const folds = d`M${x + w * 0.3} 280Q${x + w * 0.27} 640 ${x + w * 0.33} 1000M${x + w * 0.7} 280Q${
      x + w * 0.74
    } 640 ${x + w * 0.68} 1000`;
    const bands = (y: number, h: number) =>
      path(
        d`M${x - 3} ${y}Q600 ${y + 18} ${x + w + 3} ${y}v${h}Q600 ${y + 18 + h} ${x - 3} ${y + h}Z`,
        band,
        'opacity=".5"',
      );
    return rect(170, 296, 860, 22, 11, "#3b2a1c", 'opacity=".2"') +
      path(data, "#3b2a1c", 'opacity=".2" transform="translate(22 20)"') +
      rect(160, 262, 880, 24, 12, pen.down(metal)) + ellipse(166, 274, 34, 34, pen.ball(metal)) +
      ellipse(1034, 274, 34, 34, pen.ball(metal)) +
      pen.surface(data, pen.lit(), 0.9) + line(folds, tone.dark, 26, 'opacity=".18"') +
      line(folds, tone.light, 12, 'opacity=".4" transform="translate(-22 0)"') +
      (pen.options.pattern === "plain" ? bands(846, 16) + bands(880, 44) : "") +
      path(
        data,
        pen.gradient([[0, tone.light, 0.7], [9, tone.light, 0], [100, tone.dark, 0.15]], [0, 0], [0, 100]),
      );
  }
  const count = random.pick([3, 4]);
  const h = 620 / count;
  let out = pen.shadow(620, 1000, 480, 46);
  for (let i = 0; i < count; i++) {
    const other = i % 2 === 1 && random.chance(0.5)
      ? pen.like({ colour: pen.options.colour === "chalk" ? "stone" : "chalk", material: "cotton" })
      : pen;
    const t = other.tone;
    const w = 760 - i * random.between(0, 16);
    const x = 600 - w / 2 + random.between(-10, 10);
    const y = 1000 - (i + 1) * h;
    const r = h * 0.46;
    out += other.surface(
      d`M${x + r} ${y}H${x + w - 24}Q${x + w} ${y + 4} ${x + w} ${y + h / 2}T${x + w - 24} ${y + h}H${
        x + r
      }Q${x} ${y + h} ${x} ${y + h / 2}T${x + r} ${y}Z`,
      other.down(),
      0.8,
    ) +
      line(
        d`M${x + w} ${y + h * 0.33}H${x + r}q${-r * 0.4} 0 ${-r * 0.4} ${h * 0.17}t${r * 0.4} ${h * 0.17}H${
          x + w
        }`,
        t.dark,
        6,
        'opacity=".4"',
      ) + line(d`M${x + r} ${y + 5}H${x + w - 30}`, t.light, 8, 'opacity=".7"') +
      line(d`M${x + r} ${y + h - 2}H${x + w - 24}`, t.dark, 6, 'opacity=".55"') +
      (pen.options.pattern === "plain"
        ? rect(x + w * 0.76, y + 5, 40, h - 8, 0, other.dark ? t.light : t.dark, 'opacity=".35"')
        : "");
  }
  return out;
}

/** Without a style, towels with an even seed hang and the others are stacked. */
function hangs(pen: Pen): boolean {
  return pen.style(["hanging", "stack"], pen.options.seed % 2 ? "stack" : "hanging") === "hanging";
}

/** Slats set a little apart on two battens. */
function slattedMat(pen: Pen): string {
  const { tone } = pen;
  const slats = Array.from({ length: 10 }, (_, i) => {
    const y = 322 + i * 57;
    return rect(162, y + 12, 900, 44, 8, "#3b2a1c", 'opacity=".2"') +
      pen.timber(box(150, y, 900, 44, 8), pen.down(), 0, tone) +
      [260, 940].map((x) => ellipse(x, y + 22, 7, 7, tone.dark)).join("");
  }).join("");
  return `<g transform="rotate(-6 600 600)">${
    [230, 910].map((x) => rect(x, 312, 60, 580, 6, tone.dark)).join("")
  }${slats}</g>`;
}

/** A mat for the bathroom floor, from above. */
export function bathMat(pen: Pen): string {
  const { random, tone } = pen;
  const w = 900;
  const h = random.between(560, 620);
  const x = 150;
  const y = 600 - h / 2;
  const style = pen.style(
    ["tuft", "waffle", "oval", "slats", "cork"],
    random.pick(["tuft", "waffle", "oval"]),
  );
  const data = box(x, y, w, h, style === "oval" ? h / 2 : 46);
  let relief = "";
  if (style === "waffle") {
    for (let i = 1; i < 15; i++) relief += d`M${x + (i * w) / 15} ${y + 40}v${h - 80}`;
    for (let i = 1; i < 10; i++) relief += d`M${x + 40} ${y + (i * h) / 10}h${w - 80}`;
  } else {for (let i = 1; i < 9; i++) {
      relief += d`M${x + (style === "oval" ? 130 : 50)} ${y + (i * h) / 9}h${
        w - (style === "oval" ? 260 : 100)
      }`;
    }}
  if (style === "slats") return slattedMat(pen);
  if (style === "cork") relief = "";
  let shag = "";
  for (let i = 0; i <= 46; i++) {
    shag += d`M${x + 30 + (i * (w - 60)) / 46} ${y + 4}l${random.between(-7, 7)} -20M${
      x + 30 + (i * (w - 60)) / 46
    } ${y + h - 4}l${random.between(-7, 7)} 20`;
  }
  return `<g transform="rotate(${random.pick([-8, 0, 7])} 600 600)">${
    path(data, "#3b2a1c", 'opacity=".24" transform="translate(14 24)"')
  }${style === "tuft" ? line(shag, mix(tone.base, tone.light, 0.4), 9) : ""}${
    pen.surface(data, pen.lit(), 1.2)
  }${
    pen.options.pattern === "plain"
      ? line(relief, tone.dark, style === "waffle" ? 6 : 12, 'opacity=".3"') +
        line(relief, tone.light, 5, 'opacity=".55" transform="translate(-6 -6)"')
      : ""
  }${
    path(
      box(x + 22, y + 22, w - 44, h - 44, style === "oval" ? h / 2 : 30),
      "none",
      `stroke="${tone.dark}" stroke-width="8" opacity=".4"`,
    )
  }</g>`;
}

/** A bottle with a pump, for soap. */
export function soapDispenser(pen: Pen): string {
  const { random, tone, metal } = pen;
  const half = random.between(190, 225);
  const top = random.between(440, 500);
  const style = pen.style(
    ["round", "straight", "cone", "refill"],
    random.pick(["round", "straight", "cone"]),
  );
  const shoulder = { round: 150, straight: 40, cone: 90, refill: 150 }[style];
  const foot = style === "cone" ? half * 1.1 : half;
  const neck = 64;
  const body = d`M${600 - neck} ${top}Q${600 - half + 20} ${top + 10} ${600 - half} ${top + shoulder}L${
    600 - foot
  } 930Q${600 - foot} 990 ${600 - foot + 60} 994H${600 + foot - 60}Q${600 + foot} 990 ${600 + foot} 930L${
    600 + half
  } ${top + shoulder}Q${600 + half - 20} ${top + 10} ${600 + neck} ${top}Z`;
  const liquid = pen.clear
    ? path(
      d`M${600 - half + 18} 680H${600 + half - 18}V930Q${600 + half - 20} 974 ${600 + half - 70} 978H${
        600 - half + 70
      }Q${600 - half + 20} 974 ${600 - half + 18} 930Z`,
      "#d9b26a",
      'opacity=".65"',
    )
    : "";
  const pump = rect(589, 300, 22, 170, 4, pen.across(metal)) +
    path("M540 250Q540 226 566 226H646V286H566Q540 286 540 262Z", pen.down(metal)) +
    path("M560 226H430Q372 226 366 292L400 300Q404 268 436 268H560Z", pen.down(metal)) +
    rect(548, 280, 104, 34, 8, pen.across(metal)) +
    rect(600 - neck - 6, top - 56, neck * 2 + 12, 66, 12, pen.across(metal));
  const head = style === "refill"
    ? rect(520, top - 96, 160, 110, 12, pen.across(pen.metal)) +
      rect(520, top - 30, 160, 8, 0, pen.metal.dark, 'opacity=".5"')
    : pump;
  const label = style === "refill" || random.chance(0.5)
    ? rect(500, 700, 200, 150, 6, mix(tone.light, "#ffffff", 0.5), 'opacity=".85"') +
      line("M540 750H660M560 790H640", "#5f564c", 7, 'opacity=".7"')
    : "";
  return pen.shadow(620, 1000, half * 1.5, 44) + head + liquid + pen.surface(body, pen.across()) + label +
    line(d`M${600 - half + 44} ${top + shoulder + 20}V900`, "#fff", 16, `opacity="${pen.clear ? 0.8 : 0.3}"`);
}

/** The shapes of the bath category. */
export const bath: ShapeTable = {
  towel: {
    draw: towel,
    stage: (pen) => hangs(pen) ? "wall" : "plinth",
    height: 640,
    width: 790,
    styles: { hanging: { stage: "wall" }, stack: { stage: "plinth" } },
  },
  "bath-mat": {
    draw: bathMat,
    stage: "flat",
    height: 600,
    styles: { tuft: {}, waffle: {}, oval: {}, slats: {}, cork: {} },
  },
  "soap-dispenser": {
    draw: soapDispenser,
    stage: "plinth",
    height: 780,
    width: 460,
    styles: { round: {}, straight: {}, cone: {}, refill: { height: 640 } },
  },
};
