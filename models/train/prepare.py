"""Decodes the labelled pictures once, into shards that training maps into memory. Deterministic.

    prepare.py OUT_FOLDER TAR... [--exclude dev.tar]

A tar holds NAME.jpg or NAME.webp, then NAME.K.png: 16-bit label map K (0 = unlabelled, each value one region).
A shard is one source (the part of NAME before the first '-'):
    SOURCE.images.bin  uint8  [H,W,3] RGB, one picture after the other
    SOURCE.labels.bin  uint16 [K,H,W], likewise
    SOURCE.json        [{name, height, width, maps, image_at, labels_at}], offsets in elements
"""
import argparse
import io
import json
import os
import tarfile

import numpy as np
from PIL import Image


def pictures(tar_path):
    """Yields (name, image uint8 [H,W,3], labels uint16 [K,H,W]) in the tar's order."""
    name, image, maps = None, None, []
    with tarfile.open(tar_path) as archive:
        for member in archive:
            picture = Image.open(io.BytesIO(archive.extractfile(member).read()))
            if member.name.endswith(('.jpg', '.webp')):
                if maps:
                    yield name, image, np.stack(maps)
                name, maps = member.name.rsplit('.', 1)[0], []
                image = np.asarray(picture.convert('RGB'))
            else:
                maps.append(np.asarray(picture).astype(np.uint16))
    if maps:
        yield name, image, np.stack(maps)


def names_in(tar_path):
    """The names of the pictures of a tar."""
    with tarfile.open(tar_path) as archive:
        return {n.rsplit('.', 1)[0] for n in archive.getnames() if n.endswith(('.jpg', '.webp'))}


def prepare(out, tars, excluded):
    """Writes the shards; a name that occurs twice or is excluded is left out. Returns pictures per source."""
    os.makedirs(out, exist_ok=True)
    files, index, seen = {}, {}, set(excluded)
    for tar in tars:
        for name, image, labels in pictures(tar):
            if name in seen:
                continue
            seen.add(name)
            source = name.split('-')[0]
            if source not in files:
                files[source] = [open(os.path.join(out, f'{source}.{kind}.bin'), 'wb') for kind in ('images', 'labels')]
                index[source] = []
            images_file, labels_file = files[source]
            index[source].append({
                'name': name, 'height': image.shape[0], 'width': image.shape[1], 'maps': labels.shape[0],
                'image_at': images_file.tell(), 'labels_at': labels_file.tell() // 2,
            })
            images_file.write(np.ascontiguousarray(image).tobytes())
            labels_file.write(labels.astype('<u2').tobytes())
    for source, entries in index.items():
        for file in files[source]:
            file.close()
        with open(os.path.join(out, f'{source}.json'), 'w') as file:
            json.dump(entries, file)
    return {source: len(entries) for source, entries in index.items()}


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('out')
    parser.add_argument('tars', nargs='+')
    parser.add_argument('--exclude', action='append', default=[], help='a tar whose pictures must never be trained on')
    options = parser.parse_args()
    excluded = set().union(*(names_in(tar) for tar in options.exclude))
    print(prepare(options.out, options.tars, excluded))
