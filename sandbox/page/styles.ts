/** The one style sheet of the payment pages. */
export const styles = `
:root { color-scheme: light dark; --ink: #1d2321; --paper: #fbfaf7; --card: #fff; --line: #8a918d;
  --accent: #1f5c4a; --on-accent: #fff; --wrong: #a3231c; --note: #5b625f; --quiet: #f1eee6; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceeea; --paper: #161a18; --card: #1f2422; --line: #8d9591;
  --accent: #8fd3bd; --on-accent: #10201a; --wrong: #ff9d94; --note: #adb5b1; --quiet: #262c29; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
.test { background: var(--quiet); padding: .5rem 1rem; text-align: center; font-size: .875rem; }
main { max-inline-size: 60rem; margin-inline: auto; padding: 1.5rem 1rem 4rem; display: grid; gap: 2rem; }
@media (min-width: 48rem) { main.pay { grid-template-columns: 2fr 3fr; padding-block-start: 3.5rem; gap: 4rem; } }
main.narrow { max-inline-size: 32rem; }
h1 { font-size: 1rem; font-weight: 500; color: var(--note); }
h1.large { font-size: 1.5rem; color: inherit; }
h2 { font-size: 1rem; margin-block-start: 1.25rem; }
.amount { font-size: 2.25rem; line-height: 1.3; font-weight: 600; }
.lines { list-style: none; padding: 0; margin-block: .75rem 1rem; display: grid; gap: .5rem; }
.lines li { display: flex; justify-content: space-between; gap: 1rem; }
.lines span:last-child { white-space: nowrap; }
form, .fields { display: grid; gap: 1rem; }
fieldset { border: 0; padding: 0; min-inline-size: 0; }
legend { padding: 0; font-weight: 600; margin-block-end: .75rem; }
.methods { display: grid; gap: .5rem; }
.methods label { display: flex; gap: .75rem; align-items: center; border: 1px solid var(--line);
  border-radius: .5rem; padding: .75rem 1rem; min-block-size: 2.75rem; cursor: pointer; }
.field { display: grid; gap: .25rem; }
.field label { font-size: .9375rem; font-weight: 500; }
input:not([type=radio]) { font: inherit; color: inherit; background: var(--card); inline-size: 100%;
  border: 1px solid var(--line); border-radius: .5rem; padding: .625rem .75rem; min-block-size: 2.75rem; }
input[aria-invalid=true] { border-color: var(--wrong); }
.number input { direction: ltr; font-variant-numeric: tabular-nums; }
:dir(rtl) .number input { text-align: end; }
.pair { display: grid; grid-template-columns: 1fr 1fr; grid-template-rows: repeat(3, auto); column-gap: 1rem; }
.pair .field { grid-row: span 3; grid-template-rows: subgrid; row-gap: .25rem; }
.pair .field label { align-self: end; }
.wrong { color: var(--wrong); font-size: .875rem; }
.alert { border-inline-start: .25rem solid var(--wrong); background: var(--quiet); padding: .75rem 1rem; }
button, .button { font: inherit; font-weight: 600; border: 1px solid var(--accent); border-radius: .5rem;
  background: var(--accent); color: var(--on-accent); padding: .75rem 1rem; min-block-size: 3rem;
  cursor: pointer; text-align: center; text-decoration: none; display: block; }
button.second { background: transparent; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); text-underline-offset: .2em; }
.back { display: inline-block; padding-block: .75rem; }
details { border-block-start: 1px solid var(--line); padding-block-start: 1rem; font-size: .9375rem; }
summary { cursor: pointer; padding-block: .5rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; }
dt { direction: ltr; font-variant-numeric: tabular-nums; }
dd { color: var(--note); }
caption { text-align: start; font-weight: 600; padding-block: .5rem; }
table { border-collapse: collapse; inline-size: 100%; font-size: .875rem; }
th, td { text-align: start; padding: .375rem .75rem .375rem 0; border-block-end: 1px solid var(--quiet); }
.wide { overflow-x: auto; }
.note { color: var(--note); font-size: .875rem; }
form:has([value=sepa_debit]:checked) .card, form:has([value=card]:checked) .debit { display: none; }
`;
