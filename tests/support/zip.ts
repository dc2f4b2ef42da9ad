import { crc32, deflateRawSync } from 'node:zlib';

export interface StoredFile {
  name: string | Uint8Array;
  content: Uint8Array | string;
  /** What the headers say where it is not true, or not usual. */
  size?: number;
  packed?: number;
  crc?: number;
  flags?: number;
  method?: number;
  mode?: number;
  localName?: string;
  /** Points to the local header of the entry with this index instead of one of its own. */
  sharesDataOf?: number;
  /** Sizes and offset in a Zip64 field. */
  wide?: boolean;
}

/** Writes a ZIP for tests, with such lies as it is told; `count` is the number of entries that the end record announces. */
export function zipFile(files: StoredFile[], count = files.length): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets: number[] = [];
  let position = 0;
  for (const file of files) {
    const content = Buffer.from(file.content as string);
    const method = file.method ?? 8;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const name = Buffer.from(file.name as string);
    const head = Buffer.alloc(22);
    head.writeUInt16LE(file.flags ?? (typeof file.name === 'string' ? 0x800 : 0), 0);
    head.writeUInt16LE(method, 2);
    head.writeUInt32LE(file.crc ?? crc32(content), 8);
    head.writeUInt32LE(file.packed ?? packed.length, 12);
    head.writeUInt32LE(file.size ?? content.length, 16);
    const shared = file.sharesDataOf === undefined ? undefined : offsets[file.sharesDataOf];
    offsets.push(shared ?? position);
    if (shared === undefined) {
      const localName = Buffer.from(file.localName ?? name);
      const local = Buffer.concat([
        Buffer.from('PK\u0003\u0004\u0014\u0000', 'latin1'),
        head,
        Buffer.alloc(2),
        localName,
        packed,
      ]);
      local.writeUInt16LE(localName.length, 26);
      parts.push(local);
      position += local.length;
    }
    central.push(record(file, head, name, offsets.at(-1)!));
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(position, 16);
  return Buffer.concat([...parts, directory, end]);
}

function record(file: StoredFile, head: Buffer, name: Buffer, offset: number): Buffer {
  const fixed = Buffer.alloc(46);
  fixed.write('PK\u0001\u0002', 0, 'latin1');
  fixed[5] = 3;
  head.copy(fixed, 8, 0, 20);
  fixed.writeUInt16LE(name.length, 28);
  fixed.writeUInt32LE(((file.mode ?? 0) * 65_536) >>> 0, 38);
  fixed.writeUInt32LE(offset, 42);
  if (!file.wide) return Buffer.concat([fixed, name]);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(fixed.readUInt32LE(24)), 4);
  extra.writeBigUInt64LE(BigInt(fixed.readUInt32LE(20)), 12);
  extra.writeBigUInt64LE(BigInt(offset), 20);
  fixed.fill(0xff, 20, 28);
  fixed.fill(0xff, 42, 46);
  fixed.writeUInt16LE(extra.length, 30);
  return Buffer.concat([fixed, name, extra]);
}
