import { materials, mix, palette } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, line, path, puff, rect } from "../svg.ts";

/** A plump pillow. */
function pillow(pen: Pen, x: number, y: number, w: number, h: number, flange = 0): string {
  const { tone } = pen;
  const bow = Math.min(w, h) * 0.07;
  const data = puff(x, y, w, h, 34, bow);
  const inner = puff(x + flange, y + flange, w - 2 * flange, h - 2 * flange, 22, bow * 0.7);
  const rim = pen.radial([[50, tone.dark, 0], [100, tone.dark, 0.55]], 46, 42, 70);
  const k = h / 400;
  return pen.surface(data, pen.ball(), 0.8) +
    path(data, rim, `stroke="${tone.dark}" stroke-width="3" stroke-opacity=".5"`) +
    (flange > 0 ? line(inner, tone.dark, 4, 'opacity=".4"') : "") +
    line(
      d`M${x + 14} ${y + 14}q${60 * k} ${40 * k} ${84 * k} ${100 * k}M${x + w - 14} ${y + 14}q${-56 * k} ${
        44 * k
      } ${-80 * k} ${92 * k}M${x + 14} ${y + h - 14}q${64 * k} ${-30 * k} ${100 * k} ${-86 * k}M${
        x + w - 14
      } ${y + h - 14}q${-50 * k} ${-36 * k} ${-92 * k} ${-76 * k}`,
      tone.dark,
      5 * k + 1,
      'opacity=".3"',
    );
}

function headboard(pen: Pen, top: number): string {
  const { random, wood } = pen;
  const style = random.pick(["round", "panel", "slats"]);
  if (style === "slats") {
    return [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => rect(150 + i * 110, top + 20, 16, 330, 4, pen.across(wood)))
      .join("") + pen.timber(d`M120 ${top}h960v40h-960Z`, pen.down(wood));
  }
  const data = style === "round"
    ? d`M120 ${top + 360}V${top + 150}Q120 ${top} 280 ${top}H920Q1080 ${top} 1080 ${top + 150}V${top + 360}Z`
    : d`M120 ${top}h960v360h-960Z`;
  return pen.timber(data, pen.lit(wood), style === "panel" ? 0 : 90);
}

const white = (pen: Pen) =>
  pen.like({ colour: pen.options.colour === "chalk" ? "sand" : "chalk", material: "cotton", seed: 2 });

/** A made bed with the duvet in its cover. */
export function duvetCover(pen: Pen): string {
  const { random, tone } = pen;
  const sheet = white(pen);
  const fold = random.between(620, 650);
  const duvet = d`M108 ${fold}Q350 ${fold - 30} 600 ${fold - 12}T1092 ${fold}C1120 ${
    fold + 60
  } 1126 800 1120 930Q1040 960 960 936T760 946T540 938T330 946T80 930C74 800 80 ${fold + 60} 108 ${fold}Z`;
  const cuff = d`M104 ${fold + 6}Q350 ${fold - 30} 600 ${fold - 12}T1096 ${fold + 6}L1108 ${fold + 84}Q860 ${
    fold + 62
  } 600 ${fold + 78}T92 ${fold + 84}Z`;
  const folds = d`M250 ${fold + 100}Q210 800 236 935M480 ${fold + 130}Q500 820 470 930M760 ${
    fold + 120
  }Q730 800 770 940M960 ${fold + 100}Q1000 800 974 930`;
  return pen.shadow(600, 1000, 580, 46) + rect(150, 900, 30, 100, 4, pen.across(pen.wood)) +
    rect(1020, 900, 30, 100, 4, pen.across(pen.wood)) + headboard(pen, 360) +
    rect(110, 610, 980, 320, 20, sheet.lit()) + pillow(sheet, 150, 440, 430, 210) +
    pillow(sheet, 620, 440, 430, 210) +
    pillow(pen, 205, 478, 380, 190) + pillow(pen, 615, 478, 380, 190) +
    pen.surface(duvet, pen.lit()) + line(folds, tone.dark, 20, 'opacity=".16"') +
    line(folds, tone.light, 10, 'opacity=".35" transform="translate(-14 0)"') +
    path(duvet, pen.gradient([[60, tone.dark, 0], [100, tone.dark, 0.5]], [0, 0], [0, 100])) +
    (random.chance(0.6)
      ? path(cuff, sheet.lit())
      : pen.surface(cuff, pen.lit({ ...tone, base: mix(tone.base, tone.light, 0.6) }))) +
    line(
      d`M92 ${fold + 84}Q340 ${fold + 92} 600 ${fold + 78}T1108 ${fold + 84}`,
      tone.dark,
      5,
      'opacity=".4"',
    );
}

/** Two pillows in their cases. */
export function pillowcase(pen: Pen): string {
  const { random } = pen;
  const wide = random.chance(0.6);
  const w = wide ? 780 : 640;
  const h = wide ? 500 : 580;
  const lot = random.pick(["envelope", "narrow", "oxford"]);
  const flange = { envelope: 0, narrow: 40, oxford: 52 }[pen.style(["envelope", "narrow", "oxford"], lot)];
  const back = random.chance(0.5) ? white(pen) : pen;
  const x = 600 - w / 2;
  return pen.shadow(620, 1000, w * 0.62, 44) +
    `<g transform="rotate(7 700 800)">${pillow(back, x + 60, 330, w, h, flange)}</g>` +
    `<g transform="rotate(-4 600 800)">${
      rect(x + 16, 1000 - h + 6, w, h - 16, 60, "#2d2118", 'opacity=".16"')
    }${pillow(pen, x - 20, 1000 - h - 10, w, h, flange)}</g>` +
    (flange === 0
      ? line(
        d`M${x + w - 90} ${1000 - h + 10}q14 ${h / 2} -12 ${h - 60}`,
        pen.tone.dark,
        4,
        'opacity=".4" stroke-dasharray="10 12"',
      )
      : "");
}

/** A mattress in its fitted sheet, one corner lifted. */
export function fittedSheet(pen: Pen): string {
  const { random, tone } = pen;
  const h = random.between(180, 220);
  const top = d`M250 560H950L1090 ${800}H110Z`;
  const side = d`M110 800Q100 800 100 820V${800 + h - 16}Q100 ${800 + h} 124 ${800 + h}H1076Q1100 ${
    800 + h
  } 1100 ${800 + h - 16}V820Q1100 800 1090 800Z`;
  const gathers = [130, 160, 195, 1005, 1040, 1070].map((x) =>
    d`M${x} ${815}Q${x + (x < 600 ? 14 : -14)} ${800 + h / 2} ${x + (x < 600 ? -8 : 8)} ${800 + h - 6}`
  ).join("");
  const scallop = Array.from({ length: 18 }, () => "q13 16 26 0").join("");
  const cases = random.chance(0.5) ? pen : white(pen);
  return pen.shadow(600, 1060, 580, 36) + rect(130, 1010, 40, 52, 4, pen.shade(pen.wood)) +
    rect(1030, 1010, 40, 52, 4, pen.shade(pen.wood)) + rect(96, 980, 1008, 46, 6, pen.down(pen.wood)) +
    pillow(cases, 300, 440, 290, 150) +
    pillow(cases, 610, 440, 290, 150) +
    pen.surface(
      top,
      pen.gradient([[0, tone.light], [100, mix(tone.light, tone.base, 0.7)]], [0, 0], [60, 100]),
    ) +
    pen.surface(side, pen.down()) + line("M110 800H1090", tone.light, 10) +
    line(gathers, tone.dark, 8, 'opacity=".3"') +
    line(d`M366 ${800 + h}` + scallop, tone.dark, 5, 'opacity=".45"') +
    path(
      d`M840 800L1090 800L1100 ${800 + h - 60}Q1010 ${800 + h - 20} 960 ${800 + h - 110}T840 800Z`,
      tone.light,
      'opacity=".28"',
    ) +
    path(d`M300 620Q420 600 520 660T760 640Q620 700 500 690T300 620Z`, tone.dark, 'opacity=".1"') +
    path(d`M620 720Q760 690 900 740Q760 760 620 720Z`, tone.dark, 'opacity=".1"');
}

/** Folded layers, as of a blanket: the fold towards the viewer. */
function layers(pen: Pen, count: number, x: number, w: number, thick: number): string {
  const { random, tone } = pen;
  let out = "";
  for (let i = 0; i < count; i++) {
    const y = 1000 - (i + 1) * thick;
    const shift = random.between(-10, 10);
    const r = thick / 2;
    const data = d`M${x + shift + r} ${y}Q${x + w / 2} ${y - 8} ${x + w + shift - 16} ${y + 2}Q${
      x + w + shift
    } ${y + r} ${x + w + shift - 16} ${y + thick}Q${x + w / 2} ${y + thick - 6} ${x + shift + r} ${
      y + thick
    }Q${x + shift - r * 0.4} ${y + r} ${x + shift + r} ${y}Z`;
    out += pen.surface(data, pen.down(), 0.7, 90) +
      line(
        d`M${x + shift + 30} ${y + thick / 2}Q${x + w / 2} ${y + thick / 2 + 6} ${x + w + shift - 10} ${
          y + thick / 2
        }`,
        tone.dark,
        5,
        'opacity=".4"',
      ) +
      line(
        d`M${x + shift + r} ${y + thick}Q${x + w / 2} ${y + thick - 6} ${x + w + shift - 16} ${y + thick}`,
        tone.dark,
        5,
        'opacity=".6"',
      );
  }
  return out;
}

/** A blanket, folded, with fringes hanging over its front. */
export function blanket(pen: Pen): string {
  const { random, tone } = pen;
  const count = random.pick([3, 4]);
  const thick = random.between(96, 112);
  const top = 1000 - count * thick;
  const x = 170;
  const w = 860;
  const from = x + random.between(110, 190);
  const to = x + w - random.between(110, 250);
  const fall = top + (1000 - top) * random.between(0.62, 0.74);
  const lid = d`M${x + 40} ${top + 4}L${x + 150} ${top - 84}H${x + w - 150}L${x + w - 16} ${top + 4}Q600 ${
    top + 16
  } ${x + 40} ${top + 4}Z`;
  const flap = d`M${from + 62} ${top - 84}H${to - 56}L${to} ${top + 6}V${fall}Q600 ${
    fall + 12
  } ${from} ${fall}V${top + 6}Z`;
  const bands = d`M${from} ${fall - 76}Q600 ${fall - 64} ${to} ${fall - 76}v40Q600 ${fall - 24} ${from} ${
    fall - 36
  }Z`;
  let fringe = "";
  const threads = Math.round((to - from) / 20);
  for (let i = 0; i <= threads; i++) {
    fringe += d`M${from + 6 + (i * (to - from - 12)) / threads} ${fall + 4}q${random.between(-6, 6)} 24 ${
      random.between(-5, 5)
    } 50`;
  }
  const lighter = { ...tone, base: mix(tone.base, tone.light, 0.45) };
  return pen.shadow(620, 1000, 500, 44) + layers(pen, count, x, w, thick) +
    pen.surface(lid, pen.lit(lighter), 0.7) +
    path(flap, "#2d2118", 'opacity=".2" transform="translate(14 10)"') + line(fringe, tone.base, 8) +
    pen.surface(flap, pen.lit(), 0.7, 0, [tone.dark, 3, 0.45]) +
    (pen.options.pattern === "plain" ? path(bands, pen.dark ? tone.light : tone.dark, 'opacity=".55"') : "") +
    line(d`M${from} ${top + 6}Q600 ${top + 14} ${to} ${top + 6}`, tone.light, 9, 'opacity=".55"');
}

/** A quilt hanging over a rail, its stitching showing. */
export function quilt(pen: Pen): string {
  const { random, tone } = pen;
  const back = pen.like({ colour: pen.options.colour === "chalk" ? "sage" : "chalk", material: "cotton" });
  const main = "M230 240H970V930Q970 960 940 960H260Q230 960 230 930Z";
  const step = random.pick([92, 123]);
  const style = pen.style(["diamonds", "squares", "rows"], random.chance(0.6) ? "diamonds" : "squares");
  const diamond = style === "diamonds";
  const ends = "M230 240H970V960H230Z";
  let stitch = "";
  let puffs = "";
  for (let i = -8; i <= 8; i++) {
    stitch += diamond
      ? d`M${600 + i * step - 360} 240l720 720M${600 + i * step + 360} 240l-720 720`
      : Math.abs(i) < 370 / step
      ? d`M${600 + i * step} 240V960`
      : "";
  }
  if (style === "squares") { for (let y = 240 + step; y < 950; y += step) stitch += d`M230 ${y}H970`; }
  puffs = stitch;
  const corner = "M970 640V930Q970 960 940 960H680Q760 900 800 820Q860 720 970 640Z";
  const clip =
    '<clipPath id="q"><path d="M230 240H970V640Q860 720 800 820Q760 900 680 960H260Q230 960 230 930Z"/></clipPath>';
  return rect(246, 262, 740, 720, 34, "#3b2a1c", 'opacity=".16"') + path(main, pen.lit()) +
    pen.surface(ends.replace("V960H230", "V955H232"), "none") + clip +
    `<g clip-path="url(#q)">${line(puffs, tone.light, 16, 'opacity=".45" transform="translate(-9 7)"')}${
      line(stitch, tone.dark, 6, 'opacity=".55"')
    }</g>` +
    path(corner, "#2d2118", 'opacity=".22" transform="translate(-16 -12)"') +
    back.surface("M970 640Q860 720 800 820Q760 900 680 960Q650 800 740 730T970 640Z", back.lit(), 0.6) +
    line("M970 640V240H230V930Q230 960 260 960H680", mix(tone.dark, tone.base, 0.4), 14) +
    line("M680 960Q650 800 740 730T970 640", palette.chalk.dark, 5) +
    rect(140, 214, 920, 36, 18, pen.across(materials.ash)) + rect(140, 220, 920, 8, 4, materials.ash.light);
}

/** The shapes of the bedding category. */
export const bedding: ShapeTable = {
  "duvet-cover": { draw: duvetCover, stage: "floor", height: 640, width: 1060 },
  pillowcase: {
    draw: pillowcase,
    stage: "plinth",
    height: 680,
    width: 860,
    styles: { envelope: {}, narrow: {}, oxford: {} },
  },
  "fitted-sheet": { draw: fittedSheet, stage: "floor", height: 560, width: 1010 },
  blanket: { draw: blanket, stage: "plinth", height: 540, width: 830 },
  quilt: {
    draw: quilt,
    stage: "wall",
    height: 760,
    width: 920,
    styles: { diamonds: {}, squares: {}, rows: {} },
  },
};
