import type { Image } from '@maskroom/shared/protocol/http';

/** Those with every word of the query in their name or in a tag, whatever the case. */
export function findPictures(images: readonly Image[], query: string): readonly Image[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return images;
  return images.filter(({ fileName, tags }) => {
    const texts = [fileName, ...tags].map((text) => text.toLowerCase());
    return words.every((word) => texts.some((text) => text.includes(word)));
  });
}
