import { createOSDAnnotator } from '@annotorious/openseadragon';
import '@annotorious/openseadragon/annotorious-openseadragon.css';
import OpenSeadragon from 'openseadragon';
import './page.css';
import { annotations, style } from './annotations.ts';
import { loadShapes } from './shapes.ts';

const viewer = OpenSeadragon({
  id: 'stage',
  tileSources: { type: 'image', url: 'picture.jpg' },
  showNavigationControl: false,
  gestureSettingsMouse: { clickToZoom: false },
});
const annotator = createOSDAnnotator(viewer, {
  drawingEnabled: false,
  style,
});
const [shapes] = await Promise.all([
  loadShapes(),
  new Promise<void>((resolve) => viewer.addOnceHandler('open', () => resolve())),
]);
annotator.setAnnotations(annotations(shapes));
window.drawn = true;
