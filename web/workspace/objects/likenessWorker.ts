import { createLikeness, type LikenessQuestion } from './likeness.ts';

// The IoU of ten thousand vertices takes as long as several frames: it is found beside the page, never in it.
const answer = createLikeness();
addEventListener('message', ({ data }: MessageEvent<LikenessQuestion>) => postMessage(answer(data)));
