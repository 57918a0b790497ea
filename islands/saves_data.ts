/** Whether the shopper asked for less data (Save-Data; Chromium only, elsewhere false). */
export function savesData(): boolean {
  return (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
