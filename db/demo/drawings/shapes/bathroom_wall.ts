import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { box, d, ellipse, line, path, rect } from "../svg.ts";

/** A small folding mirror standing on a tray. */
function tableMirror(pen: Pen): string {
  const { tone } = pen;
  const frame = box(370, 240, 460, 660, 60);
  const pane = box(402, 272, 396, 596, 40);
  const sky = pen.gradient([[0, "#f6f9f8"], [50, "#d3dfdf"], [100, "#e6ecea"]], [0, 0], [100, 100]);
  return pen.shadow(620, 1000, 370, 46) + path("M690 300L880 960H830L650 340Z", pen.shade()) +
    pen.surface(frame, pen.lit(), 1, 90) + path(pane, sky) +
    path("M430 800L680 280H750L500 860Z", "#fff", 'opacity=".5"') +
    path(pane, "none", `stroke="${tone.dark}" stroke-width="5" opacity=".5"`) +
    path("M280 920L330 890H870L920 920Z", mix(tone.base, tone.light, 0.6)) +
    pen.surface("M280 920H920V970Q920 994 896 994H304Q280 994 280 970Z", pen.down()) +
    ellipse(840, 906, 34, 9, "none", 'stroke="#c1984b" stroke-width="7"');
}

/** A mirror on the wall. */
export function mirror(pen: Pen): string {
  const { random, tone, metal } = pen;
  const lot = random.pick(["round", "arch", "pill", "pebble"]);
  const style = pen.style(["round", "arch", "pill", "pebble", "table"], lot);
  if (style === "table") return tableMirror(pen);
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

/** A bathrobe on a hook. */
export function robe(pen: Pen): string {
  const { random, tone, metal } = pen;
  const style = pen.style(["shawl", "kimono", "hooded"], "shawl");
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
  const hooded = style === "hooded";
  const hood = hooded
    ? pen.surface("M470 300C440 130 520 90 600 90S760 130 730 300Q600 380 470 300Z", pen.lit()) +
      path(
        "M520 290C510 190 550 160 600 160S690 190 680 290Q600 350 520 290Z",
        mix(tone.dark, "#2d2118", 0.25),
      )
    : "";
  const lapels = random.chance(0.5) ? "shawl" : "kimono";
  const collar = (pen.options.style ?? lapels) !== "kimono"
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
    rect(420, 800, 120, 130, 10, "none", `stroke="${tone.dark}" stroke-width="6" opacity=".45"`) + hood;
}

/** The robes and mirrors of the bath category. */
export const bathroomWall: ShapeTable = {
  robe: { draw: robe, stage: "wall", height: 920, width: 560, styles: { shawl: {}, kimono: {}, hooded: {} } },
  mirror: {
    draw: mirror,
    stage: "wall",
    height: 860,
    width: 760,
    styles: {
      round: {},
      arch: {},
      pill: {},
      pebble: {},
      table: { stage: "plinth", height: 770, width: 660 },
    },
  },
};
