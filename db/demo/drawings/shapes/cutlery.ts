import { materials } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A wooden spoon and a notched fork, crossed a little. */
function saladServers(pen: Pen): string {
  const handle = (x: number) => d`M${x - 26} 440H${x + 26}L${x + 34} 1040Q${x} 1090 ${x - 34} 1040Z`;
  const spoon =
    "M600 120C720 120 740 300 700 400Q670 460 626 470H574Q530 460 500 400C460 300 480 120 600 120Z";
  const fork =
    "M600 470H574Q520 460 496 390C474 320 476 180 520 130L540 300Q552 320 562 300L570 110H630L638 300Q648 320 660 300L680 130C724 180 726 320 704 390Q680 460 626 470Z";
  const one = (data: string, x: number, degrees: number, hollow: string) =>
    `<g transform="translate(${x} 0) rotate(${degrees} 600 1000)">${
      path(data + handle(600), "#3b2a1c", 'opacity=".2" transform="translate(18 16)"')
    }${pen.surface(handle(600), pen.across(), 1, 90)}${pen.surface(data, pen.lit(), 1, 90)}${hollow}</g>`;
  const bowl = ellipse(
    600,
    285,
    78,
    126,
    pen.gradient([[0, pen.tone.dark, 0.75], [100, pen.tone.light, 0.7]], [0, 0], [100, 100]),
  );
  return one(spoon, -130, -9, bowl) + one(fork, 130, 9, "");
}

/** Fork, knife and spoon side by side; a pair is fork and knife, servers are for salad. */
export function cutlery(pen: Pen): string {
  const { random, tone } = pen;
  const style = pen.style(["set", "pair", "servers"], "set");
  if (style === "servers") return saladServers(pen);
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
  const pair = style === "pair";
  const rivets = [338, 600].map((x) =>
    [660, 780, 900].map((y) => ellipse(x, y, 9, 9, materials.steel.light)).join("")
  ).join("");
  const items = path(random.chance(0.5) ? fork : fork2, fill) + grip(338, 556) + path(knife, fill) +
    grip(600, 556) + (pair ? rivets : path(spoon, fill) +
      ellipse(
        860,
        320,
        64,
        110,
        pen.gradient([[0, metal.dark, 0.7], [100, metal.light, 0.8]], [0, 0], [100, 100]),
      ) + grip(860, 556));
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
    (pair ? [knife] : [knife, spoon]).map((s) => path(s, "#3b2a1c")).join("") +
    (pair ? [338, 600] : [338, 600, 860]).map((x) => rect(x - 30, 556, 60, 450, 30, "#3b2a1c")).join("") +
    rect(296, 190, 88, 370, 20, "#3b2a1c") + "</g>";
  return cloth + (pair ? `<g transform="translate(131 0)">${shadows}${items}</g>` : shadows + items);
}

/** The cutlery of the tableware category. */
export const cutleries: ShapeTable = {
  cutlery: { draw: cutlery, stage: "flat", height: 900, styles: { set: {}, pair: {}, servers: {} } },
};
