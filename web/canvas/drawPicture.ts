import { type Frame, inImagePixels } from './layer.ts';
import { PIXELATED_SCALE, type Size } from './viewport.ts';

/** The picture at its place; squares instead of blur when enlarged above {@link PIXELATED_SCALE}. */
export function drawPicture(frame: Frame, source: CanvasImageSource | null, { width, height }: Size): void {
  const { context, viewport } = frame;
  inImagePixels(frame);
  if (!source) {
    context.fillStyle = 'rgb(128 128 128 / 0.12)';
    context.fillRect(0, 0, width, height);
    return;
  }
  context.imageSmoothingEnabled = viewport.scale < PIXELATED_SCALE;
  context.imageSmoothingQuality = viewport.scale < 1 ? 'high' : 'low';
  context.drawImage(source, 0, 0, width, height);
}
