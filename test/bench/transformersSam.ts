import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env, RawImage, SamImageProcessor, SamModel } from '@huggingface/transformers';
import { writeSamSizedModel } from '../support/onnx/sam/writeSamSizedModel.ts';
import type { Contender, Picture } from './contender.ts';

/** As on the hub beside SAM's weights. */
const preprocessing = {
  do_convert_rgb: true,
  do_normalize: true,
  do_pad: true,
  do_rescale: true,
  do_resize: true,
  image_mean: [0.485, 0.456, 0.406],
  image_std: [0.229, 0.224, 0.225],
  pad_size: { height: 1024, width: 1024 },
  resample: 2,
  rescale_factor: 1 / 255,
  size: { longest_edge: 1024 },
};

/** transformers.js as its pages on SAM show it, on weights of optimum's names: three masks of the picture's size. */
export async function openTransformersSam(root: string, picture: Picture): Promise<Contender> {
  const folder = join(root, 'transformers');
  await mkdir(folder);
  await writeSamSizedModel(folder, { names: 'sam-transformers' });
  await writeFile(
    join(folder, 'config.json'),
    JSON.stringify({ model_type: 'sam', architectures: ['SamModel'] }),
  );
  env.allowRemoteModels = false;
  env.localModelPath = root;
  const model = await SamModel.from_pretrained('transformers', { subfolder: '', dtype: 'fp32' });
  if (!(model instanceof SamModel)) throw new Error('this is no SAM');
  const processor = new SamImageProcessor(preprocessing);
  const image = new RawImage(new Uint8ClampedArray(picture.data), picture.width, picture.height, 3);
  const { original_sizes, pixel_values, reshaped_input_sizes } = await processor._call([image]);
  const embeddings = await model.get_image_embeddings({ pixel_values });
  return {
    name: '@huggingface/transformers',
    async click(x, y) {
      const input_points = processor.reshape_input_points([[[x, y]]], original_sizes, reshaped_input_sizes);
      const input_labels = processor.add_input_labels([[1]], input_points);
      const { pred_masks } = await model._call({ ...embeddings, input_points, input_labels });
      return processor.post_process_masks(pred_masks, original_sizes, reshaped_input_sizes);
    },
    close: async () => void (await model.dispose()),
  };
}
