/** The icons of what is not an island: drawn in one line, in the colour of the text beside them. */

const paths = {
  menu: "M3 7h18M3 12h18M3 17h12",
  globe: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM3 12h18M12 3c-5 5.5-5 12.5 0 18 5-5.5 5-12.5 0-18Z",
  down: "m6 9 6 6 6-6",
  close: "m6 6 12 12M18 6 6 18",
} as const;

export type IconName = keyof typeof paths;

/** A drawing without meaning of its own: the words are beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
