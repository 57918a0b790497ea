import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect, turn } from "../svg.ts";
import { clothShade, shade, warm } from "./lamp_shade.ts";

/** A lamp standing on the floor. */
export function floorLamp(pen: Pen): string {
  const { random, metal, wood } = pen;
  const lot = random.pick(["drum", "tripod", "arc"]);
  const style = pen.style(["drum", "tripod", "arc", "reading", "column"], lot);
  if (style === "reading") return readingLamp(pen);
  if (style === "column") return columnLamp(pen);
  if (style === "arc") {
    return pen.shadow(480, 1000, 210, 34) + ellipse(440, 992, 138, 26, pen.shade(metal)) +
      ellipse(440, 984, 138, 26, pen.across(metal)) +
      line("M440 984V420Q440 150 610 150T770 300", metal.base, 13) +
      line("M437 980V420Q437 147 607 147", metal.light, 4) +
      pen.glow(770, 450, 250, 0.6) + rect(752, 268, 36, 40, 8, pen.across(metal)) +
      shade(pen, 770, 296, 440, 30, 176, 0.6);
  }
  const top = random.between(165, 195);
  const rim = top + 250;
  const lower = random.between(165, 195);
  const upper = lower * random.pick([0.62, 0.8, 0.97]);
  let out = pen.shadow(610, 1000, 220, 34);
  if (style === "tripod") {
    for (const [x, y] of [[600, 975], [440, 1000], [760, 1000]] as const) {
      out += path(
        d`M${586} ${rim - 30}L${x - 9} ${y}h18L${614} ${rim - 30}Z`,
        x === 600 ? pen.shade(wood) : pen.across(wood),
      );
    }
    out += ellipse(600, rim + 40, 30, 12, pen.across(metal));
  } else {
    out += ellipse(600, 993, 145, 26, pen.shade(metal)) + ellipse(600, 985, 145, 26, pen.across(metal)) +
      rect(592, rim - 20, 16, 1000 - rim + 6, 6, pen.across(metal));
  }
  return out + pen.glow(600, rim - 60, 340, 0.45) + clothShade(pen, 600, top, rim, upper, lower);
}

/** A lamp with a jointed arm and a small head. */
function readingLamp(pen: Pen): string {
  const { tone } = pen;
  const head = path("M712 236L800 210L852 350Q790 398 712 384Z", pen.lit()) +
    ellipse(782, 370, 74, 18, warm(pen), 'transform="rotate(-14 782 370)"');
  return pen.shadow(540, 1000, 200, 32) + ellipse(520, 992, 138, 26, pen.shade()) +
    ellipse(520, 984, 138, 26, pen.across()) + line("M520 984V330", tone.dark, 15) +
    line("M516 980V330", tone.light, 5) + line("M520 330L690 190L760 250", tone.dark, 15) +
    line("M517 326L690 184L758 244", tone.light, 5) + ellipse(520, 330, 22, 22, pen.ball(pen.metal)) +
    ellipse(690, 190, 18, 18, pen.ball(pen.metal)) + pen.glow(800, 480, 250, 0.6) + head;
}

/** A tall column of slats, lit from within. */
function columnLamp(pen: Pen): string {
  const { tone } = pen;
  const body = "M480 190V985A120 20 0 0 0 720 985V190A120 20 0 0 1 480 190Z";
  let slats = "";
  for (let i = -6; i <= 6; i++) {
    const x = 600 + Math.sin((i / 6.5) * (Math.PI / 2)) * 120;
    slats += d`M${x} 196V992`;
  }
  return pen.shadow(615, 1000, 190, 34) + pen.glow(600, 580, 470, 0.5) +
    path(body, pen.across(materials.paper)) +
    path(body, pen.radial([[0, "#fff0c4", 0.95], [70, "#ffe3a6", 0.4], [100, "#ffe3a6", 0]])) +
    line(slats, tone.base, 9) +
    [240, 420, 600, 780, 950].map((y) => line(d`M480 ${y}A120 20 0 0 0 720 ${y}`, tone.dark, 12)).join("") +
    ellipse(600, 190, 120, 20, pen.shade());
}

/** A lamp with a sprung arm for the desk. */
function deskLamp(pen: Pen): string {
  const { tone, metal } = pen;
  const arm = "M470 970L400 640L690 390";
  const head = path("M640 350Q680 290 750 320L900 470Q850 560 740 560Z", pen.lit()) +
    ellipse(822, 514, 112, 34, warm(pen), 'transform="rotate(-45 822 514)"');
  return ellipse(470, 986, 150, 26, pen.shade()) + ellipse(470, 974, 150, 26, pen.across()) +
    line(arm, tone.dark, 20) + line(arm, tone.light, 6, 'transform="translate(-4 -3)"') +
    ellipse(400, 640, 26, 26, pen.ball(metal)) + line("M400 640L330 720", tone.dark, 16) +
    ellipse(318, 734, 40, 40, pen.ball()) + pen.glow(860, 620, 300, 0.6) + turn(head, 12, 690, 390);
}

/** A lamp for table and bedside. */
export function tableLamp(pen: Pen): string {
  const { random, tone, metal } = pen;
  const lot = random.pick(["ball", "bottle", "mushroom", "column"]);
  const style = pen.style(["ball", "bottle", "mushroom", "column", "pleated", "globe", "desk"], lot);
  const ground = pen.shadow(620, 1000, 270, 38);
  if (style === "globe") {
    return ground + pen.surface("M440 720H760V980Q760 994 740 994H460Q440 994 440 980Z", pen.across()) +
      path("M440 720H760L730 690H470Z", mix(tone.base, tone.light, 0.7)) + pen.glow(600, 500, 420, 0.6) +
      ellipse(
        600,
        500,
        205,
        205,
        pen.radial([[0, "#fffbe6"], [60, "#fff0c8"], [100, "#ecd2a0"]], 42, 40, 66),
      ) +
      ellipse(600, 704, 74, 16, pen.across(pen.like({ colour: "brass" }).tone));
  }
  if (style === "desk") return ground + deskLamp(pen);
  if (style === "pleated") {
    const brass = pen.like({ colour: "brass" }).tone;
    let pleats = "";
    for (let i = -11; i <= 11; i++) {
      pleats += d`M${600 + i * 15} 262L${600 + i * 25} ${606 + 14 * (1 - (i / 11) ** 2)}`;
    }
    return ground + ellipse(600, 986, 150, 26, pen.shade(brass)) +
      ellipse(600, 976, 150, 26, pen.across(brass)) +
      path(
        "M574 976Q592 900 588 840Q560 800 588 760V560H612V760Q640 800 612 840Q608 900 626 976Z",
        pen.across(brass),
      ) +
      pen.glow(600, 560, 400, 0.45) + clothShade(pen, 600, 250, 600, 170, 285) +
      line(pleats, tone.dark, 4, 'opacity=".45"');
  }
  if (style === "mushroom") {
    const stem = d`M540 640C545 800 530 900 440 980A160 30 0 0 0 760 980C670 900 655 800 660 640Z`;
    return ground + pen.surface(stem, pen.across()) + pen.glow(600, 660, 300, 0.55) +
      shade(pen, 600, 330, 640, 60, 310, 0.72);
  }
  const foot = {
    ball: d`M555 650C380 690 380 960 540 1000H660C820 960 820 690 645 650Z`,
    bottle:
      d`M572 610C575 720 455 740 455 860C455 960 480 1000 520 1000H680C720 1000 745 960 745 860C745 740 625 720 628 610Z`,
    column: d`M500 640V985A100 18 0 0 0 700 985V640Z`,
  }[style];
  const linen = pen.like({ colour: random.pick(["chalk", "chalk", "sand"]), material: "linen", seed: 1 });
  const cloth = tone === linen.tone ? pen.like({ colour: "stone", material: "linen", seed: 1 }) : linen;
  const lower = random.between(260, 300);
  const upper = lower * random.pick([0.55, 0.72, 0.9]);
  return ground + rect(588, 560, 24, 100, 4, pen.across(metal)) + pen.surface(foot, pen.across()) +
    ellipse(
      600,
      style === "column" ? 640 : 648,
      style === "column" ? 100 : 46,
      style === "column" ? 16 : 8,
      pen.shade(),
    ) +
    pen.glow(600, 560, 400, 0.45) + clothShade(cloth, 600, 250, 600, upper, lower);
}

/** The standing lamps of the lighting category. */
export const lamps: ShapeTable = {
  "floor-lamp": {
    draw: floorLamp,
    stage: "floor",
    height: 840,
    width: 420,
    styles: { drum: {}, tripod: {}, arc: {}, reading: {}, column: {} },
  },
  "table-lamp": {
    draw: tableLamp,
    stage: "plinth",
    height: 750,
    width: 620,
    styles: {
      ball: {},
      bottle: {},
      mushroom: {},
      column: {},
      pleated: {},
      globe: { height: 700 },
      desk: { height: 720, width: 680 },
    },
  },
};
