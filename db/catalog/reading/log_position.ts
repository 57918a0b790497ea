/** Which log of the primary a copy belongs to, and how far it has come. */
export interface LogPosition {
  /** UUID of the log; a primary that died uncleanly begins a new one. */
  readonly logId: string;
  /** Its last frame that the copy holds. */
  readonly frame: number;
}

/** How the index that libSQL keeps beside a replica file is named: without it the file is no replica. */
export const indexSuffix = "-client_wal_index";

/** What an index says; null for that of a copy which was never complete. */
export function readLogPosition(index: Uint8Array): LogPosition | null {
  if (index.length < 24) return null;
  const hex = index.slice(0, 16).reverse().toHex();
  if (/^0+$/.test(hex)) return null;
  return {
    logId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    frame: Number(new DataView(index.buffer, index.byteOffset).getBigUint64(16, true)),
  };
}
