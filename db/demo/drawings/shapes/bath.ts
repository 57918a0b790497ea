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

/** Towels with an even seed hang, the others are stacked. */
function hangs(pen: Pen): boolean {
  return pen.options.seed % 2 === 0;
}

/** A mat for the bathroom floor, from above. */
export function bathMat(pen: Pen): string {
  const { random, tone } = pen;
  const w = 900;
  const h = random.between(560, 620);
  const x = 150;
  const y = 600 - h / 2;
  const style = random.pick(["tuft", "waffle", "oval"]);
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
  const style = random.pick(["round", "straight", "cone"]);
  const shoulder = { round: 150, straight: 40, cone: 90 }[style];
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
  const label = random.chance(0.5)
    ? rect(500, 700, 200, 150, 6, mix(tone.light, "#ffffff", 0.5), 'opacity=".85"') +
      line("M540 750H660M560 790H640", "#5f564c", 7, 'opacity=".7"')
    : "";
  return pen.shadow(620, 1000, half * 1.5, 44) + pump + liquid + pen.surface(body, pen.across()) + label +
    line(d`M${600 - half + 44} ${top + shoulder + 20}V900`, "#fff", 16, `opacity="${pen.clear ? 0.8 : 0.3}"`);
}

/** A bathrobe on a hook. */
export function robe(pen: Pen): string {
  const { random, tone, metal } = pen;
  const hem = random.between(1010, 1050);
  const body = d`M500 250Q420 262 380 330L336 ${hem}Q600 ${
    hem + 36
  } 864 ${hem}L820 330Q780 262 700 250Q600 300 500 250Z`;
  const sleeve = (s: number) => {
    const x = (v: number) => 600 + s * v;
    return d`M${x(190)} 286Q${x(250)} 320 ${x(292)} 560Q${x(312)} 690 ${x(300)} 770Q${x(240)} 800 ${
      x(176)
    } 772Q${x(186)} 560 ${x(150)} 420Z`;
  };
  const cuff = (s: number) =>
    d`M${600 + s * 302} 716Q${600 + s * 240} 746 ${600 + s * 178} 716L${600 + s * 176} 772Q${
      600 + s * 240
    } 800 ${600 + s * 300} 770Z`;
  const dark = mix(tone.base, tone.dark, 0.6);
  const collar = random.chance(0.5)
    ? "M500 250Q484 420 590 640L646 600Q548 420 560 268ZM700 250Q716 420 600 640L556 590Q650 430 640 268Z"
    : "M500 250Q470 330 520 420L580 560L610 560L548 300ZM700 250Q730 330 680 420L600 600L580 560L652 300Z";
  return path(body, "#3b2a1c", 'opacity=".2" transform="translate(26 20)"') +
    rect(585, 140, 30, 60, 12, pen.across(metal)) + ellipse(600, 140, 40, 40, pen.ball(metal)) +
    line("M570 262Q600 180 630 262", dark, 10) +
    pen.surface(sleeve(-1), pen.lit()) + pen.surface(body, pen.lit()) +
    path("M600 640L640 590L668 1044L560 1046Z", tone.dark, 'opacity=".16"') +
    line(d`M598 640Q612 820 590 ${hem + 14}`, tone.dark, 6, 'opacity=".6"') +
    line(d`M450 700Q440 860 424 ${hem}M740 700Q756 860 770 ${hem}`, tone.dark, 18, 'opacity=".16"') +
    path("M548 262Q600 310 652 262L606 420Z", mix(tone.dark, "#2d2118", 0.2)) +
    pen.surface(sleeve(1), pen.shade({ ...tone, dark: mix(tone.base, tone.dark, 0.7), base: tone.base })) +
    path(cuff(-1), tone.dark, 'opacity=".3"') + path(cuff(1), tone.dark, 'opacity=".3"') +
    path(collar, pen.lit({ ...tone, base: mix(tone.base, tone.light, 0.4) })) +
    line(collar, tone.dark, 3, 'opacity=".5"') +
    path("M376 628Q600 690 826 628L830 686Q600 746 370 686Z", pen.shade()) +
    path("M566 664h72l4 62h-78ZM586 720L540 930l52 6L616 724ZM616 720L660 900l50 -14L640 716Z", pen.lit()) +
    rect(420, 800, 120, 130, 10, "none", `stroke="${tone.dark}" stroke-width="6" opacity=".45"`);
}

/** A mirror on the wall. */
export function mirror(pen: Pen): string {
  const { random, tone, metal } = pen;
  const style = random.pick(["round", "arch", "pill", "pebble"]);
  const outline = (k: number) => ({
    round: d`M600 ${200 + k}A${400 - k} ${400 - k} 0 1 1 599.9 ${200 + k}Z`,
    arch: d`M${310 + k} ${1010 - k}V${450}A${290 - k} ${290 - k} 0 0 1 ${890 - k} 450V${1010 - k}Z`,
    pill: box(340 + k, 140 + k, 520 - 2 * k, 900 - 2 * k, 260 - k),
    pebble: d`M${560} ${190 + k}C${800 - k} ${150 + k} ${960 - k} ${330 + k} ${940 - k} ${560}S${820 - k} ${
      1010 - k
    } 570 ${1000 - k}S${250 + k} ${840 - k} ${250 + k} 590S${330 + k} ${230 + k} 560 ${190 + k}Z`,
  }[style]);
  const frame = pen.clear ? metal : tone;
  const width = random.pick([24, 34, 48]);
  const sky = pen.gradient([[0, "#f6f9f8"], [45, "#d9e3e3"], [75, "#c4d1d3"], [100, "#dfe7e5"]], [0, 0], [
    100,
    100,
  ]);
  const id = '<clipPath id="m">' + `<path d="${outline(width + 6)}"/></clipPath>`;
  const shelf = style === "arch" && random.chance(0.5) ? rect(280, 1004, 640, 30, 6, pen.down(frame)) : "";
  return path(outline(0), "#3b2a1c", 'opacity=".24" transform="translate(26 32)"') +
    pen.surface(
      outline(0),
      pen.gradient([[0, frame.light], [40, frame.base], [100, frame.dark]], [0, 0], [100, 100]),
    ) + path(outline(width), frame.dark, 'opacity=".5"') + path(outline(width + 6), sky) + id +
    '<g clip-path="url(#m)">' + path("M300 1100L820 100H960L440 1100Z", "#fff", 'opacity=".4"') +
    path("M480 1100L1000 100H1040L520 1100Z", "#fff", 'opacity=".4"') +
    path("M100 930H1100V1200H100Z", "#a9b7b8", 'opacity=".35"') + "</g>" + shelf;
}

/** The shapes of the bath category. */
export const bath: ShapeTable = {
  towel: { draw: towel, stage: (pen) => hangs(pen) ? "wall" : "plinth", height: 640, width: 790 },
  "bath-mat": { draw: bathMat, stage: "flat", height: 600 },
  "soap-dispenser": { draw: soapDispenser, stage: "plinth", height: 780, width: 460 },
  robe: { draw: robe, stage: "wall", height: 920, width: 560 },
  mirror: { draw: mirror, stage: "wall", height: 860, width: 760 },
};
