import { palette } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** Without a style, every other coat rack stands on the floor instead of hanging on the wall. */
function isStand(pen: Pen): boolean {
  return pen.style(["stand", "wall"], pen.options.seed % 2 ? "stand" : "wall") === "stand";
}

/** A rack for coats: a stand or a row of pegs. */
export function coatRack(pen: Pen): string {
  const { random, tone } = pen;
  const coat = pen.like({ colour: pen.options.colour === "sand" ? "ink" : "sand", material: "wool" });
  if (isStand(pen)) {
    const pole = (x0: number, x1: number, y1: number, fill: string) =>
      path(d`M${x0 - 13} 170h26L${x1 + 15} ${y1}h-30Z`, fill);
    const peg = (x: number, y: number, dx: number) =>
      line(d`M${x} ${y}l${dx} -44`, tone.dark, 24) + line(d`M${x} ${y}l${dx} -44`, tone.base, 18) +
      ellipse(x + dx, y - 46, 16, 16, pen.ball());
    const coatPath =
      d`M640 330C560 350 545 420 530 700L700 716L716 440L740 690L800 676C790 480 770 350 690 326Q664 352 640 330Z`;
    const hat = random.chance(0.6)
      ? ellipse(520, 300, 120, 24, "#b59468") + path("M446 296C446 220 594 220 594 296Z", "#cfae80") +
        path("M446 292Q520 318 594 292v-16Q520 302 446 276Z", "#5a4636")
      : "";
    return pen.shadow(610, 1000, 290, 40) + pole(600, 560, 962, pen.shade()) +
      pole(588, 400, 1000, pen.across()) + pole(612, 800, 1000, pen.across()) +
      peg(600, 250, -74) + peg(600, 250, 74) + peg(600, 380, -60) + peg(600, 380, 66) +
      coat.surface(coatPath, coat.lit()) + line("M664 350V690", coat.tone.dark, 4, 'opacity=".5"') +
      rect(585, 150, 30, 230, 12, pen.across()) + hat;
  }
  const y = 330;
  const pegs = random.pick([4, 5]);
  const at = (i: number) => 150 + ((i + 0.5) * 900) / pegs;
  const knob = pen.tone === pen.wood ? pen.metal : pen.wood;
  const hook = y + 50;
  const hung = random.whole(0, 1);
  const cx = at(hung === 0 ? 0 : 1) + 10;
  const bx = at(pegs - 1);
  const sx = at(pegs - 2);
  const jacket = d`M${cx} ${hook}C${cx - 80} ${hook + 20} ${cx - 100} ${hook + 90} ${cx - 118} ${
    hook + 500
  }Q${cx} ${hook + 530} ${cx + 118} ${hook + 500}C${cx + 100} ${hook + 90} ${cx + 80} ${
    hook + 20
  } ${cx} ${hook}Z`;
  const sleeve = d`M${cx - 62} ${hook + 64}Q${cx - 112} ${hook + 240} ${cx - 100} ${hook + 430}M${cx + 62} ${
    hook + 64
  }Q${cx + 112} ${hook + 240} ${cx + 100} ${hook + 430}M${cx} ${hook + 70}V${hook + 512}`;
  const scarf = pen.like({
    colour: pen.options.colour === "terracotta" ? "sage" : "terracotta",
    pattern: "stripe",
    seed: 4,
  });
  const bag = line(
    d`M${bx - 62} ${hook + 190}Q${bx - 50} ${hook} ${bx} ${hook}T${bx + 62} ${hook + 190}`,
    "#8f7347",
    12,
  ) +
    path(d`M${bx - 100} ${hook + 180}h200l24 210q0 22-24 22h-200q-24 0-24-22Z`, pen.lit(palette.sand)) +
    line(d`M${bx - 112} ${hook + 280}h224`, palette.sand.dark, 5, 'opacity=".5"');
  let out = rect(150, y + 16, 900, 100, 10, "#3b2a1c", 'opacity=".13"') +
    pen.surface(d`M150 ${y}h900v100h-900Z`, pen.down()) + rect(150, y, 900, 8, 0, tone.light);
  for (let i = 0; i < pegs; i++) {
    out += ellipse(at(i) + 8, y + 66, 34, 34, "#3b2a1c", 'opacity=".2"');
  }
  out += path(jacket, "#3b2a1c", 'opacity=".16" transform="translate(20 16)"') +
    coat.surface(jacket, coat.lit()) +
    line(sleeve, coat.tone.dark, 5, 'opacity=".5"') +
    path(
      d`M${cx - 40} ${hook + 14}L${cx} ${hook + 110}L${cx + 40} ${hook + 14}Q${cx} ${hook - 10} ${cx - 40} ${
        hook + 14
      }Z`,
      coat.tone.dark,
      'opacity=".45"',
    ) +
    scarf.surface(
      d`M${sx - 24} ${hook}C${sx - 56} ${hook + 150} ${sx - 34} ${hook + 280} ${sx - 52} ${hook + 400}H${
        sx + 26
      }C${sx + 40} ${hook + 280} ${sx + 48} ${hook + 150} ${sx + 22} ${hook}Z`,
      scarf.lit(),
      0.7,
      90,
    ) + bag;
  for (let i = 0; i < pegs; i++) out += ellipse(at(i), hook, 32, 32, pen.ball(knob));
  return out;
}

/** The coat racks of the storage category. */
export const coatRacks: ShapeTable = {
  "coat-rack": {
    draw: coatRack,
    stage: (pen) => isStand(pen) ? "floor" : "wall",
    height: 850,
    width: 840,
    styles: { stand: {}, wall: {} },
  },
};
