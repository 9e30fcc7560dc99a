import { promisify } from "node:util";
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from "node:zlib";
import { PullquoteError } from "../errors.ts";

const unpackers = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  raw: promisify(inflateRaw),
  br: promisify(brotliDecompress),
};

export const megabytes = (bytes: number) => `${Math.round(bytes / 100_000) / 10} MB`;
const tooBig = (host: string, limit: number) =>
  new PullquoteError(
    "source",
    `${host} sent more than ${megabytes(limit)}. That is no feed or article; correct the address or leave the source out.`,
  );

/** Collects a body and stops it at the limit, whatever length it announced. */
export async function collect(chunks: AsyncIterable<Uint8Array>, limit: number, host: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    // Leaving the loop ends the connection.
    if (size > limit) throw tooBig(host, limit);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/**
 * Unpacks a body with one Content-Encoding; several on each other are how bombs are built. Ends at the limit, so that a bomb costs no
 * more than an article. A body that breaks off gives what there is: half a feed has whole items.
 */
export async function unpack(bytes: Buffer, encoding: string, limit: number, host: string): Promise<Buffer> {
  const name = encoding.trim().toLowerCase().replace(/^x-/, "");
  if (name === "" || name === "identity") return bytes;
  const options = { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    if (name === "gzip") return await unpackers.gzip(bytes, options);
    if (name === "br") return await unpackers.br(bytes, { maxOutputLength: limit, finishFlush: constants.BROTLI_OPERATION_FLUSH });
    if (name === "deflate") {
      // By the standard with a zlib header, by some servers without.
      const headed = ((bytes[0] ?? 0) & 0x0f) === 8 && ((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) % 31 === 0;
      return await (headed ? unpackers.deflate(bytes, options) : unpackers.raw(bytes, options));
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooBig(host, limit);
    throw new PullquoteError("source", `${host} sent a body that cannot be unpacked (${name}). Tell whoever runs the site.`, { cause });
  }
  throw new PullquoteError(
    "source",
    `${host} packed its answer in a way nobody asked for (${name.slice(0, 40)}). Tell whoever runs the site.`,
  );
}
