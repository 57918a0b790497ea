/**
 * The first message of libSQL's replication protocol: the primary says which log it has.
 *
 * gRPC-web over HTTP/1.1 (`wal_log.ReplicationLog/Hello` in libsql-replication's `replication_log.proto`): a frame is
 * a flag, a length and a protobuf message.
 */
import type { LogPosition } from "../db/catalog/reading/log_position.ts";

/** The part of an address that names the call. */
export const helloPath = "/wal_log.ReplicationLog/Hello";

/** Fields of `HelloResponse`. */
const logIdField = 3;
const replicationIndexField = 5;

/**
 * What the primary's answer says: its log, and that log's newest frame (0 where it says none).
 *
 * @returns null where the answer holds no message: a refusal.
 */
export function readHello(body: Uint8Array): LogPosition | null {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  // A flag with the high bit set begins the trailers.
  if (body.length < 5 || view.getUint8(0) !== 0) return null;
  const message = body.subarray(5, 5 + view.getUint32(1));
  let logId: string | null = null;
  let frame = 0;
  for (const { field, value } of protobufFields(message)) {
    if (field === logIdField && value instanceof Uint8Array) logId = new TextDecoder().decode(value);
    if (field === replicationIndexField && typeof value === "number") frame = value;
  }
  return logId === null ? null : { logId, frame };
}

/** The fields of a protobuf message that are numbers or bytes. @throws {RangeError} It is cut short. */
function* protobufFields(
  message: Uint8Array,
): Generator<{ readonly field: number; readonly value: number | Uint8Array | null }> {
  let at = 0;
  const byte = (): number => {
    const value = message[at++];
    if (value === undefined) throw new RangeError("read Hello: the message is cut short");
    return value;
  };
  const varint = (): number => {
    let value = 0;
    for (let scale = 1;; scale *= 128) {
      const next = byte();
      value += (next & 0x7f) * scale;
      if (next < 0x80) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        yield { field, value: varint() };
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        yield { field, value: message.subarray(at, at += length) };
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new RangeError(`read Hello: wanted a known wire type, got ${key % 8}`);
    }
  }
}
