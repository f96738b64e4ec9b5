import { createImageAnnotator } from '@annotorious/annotorious';
import '@annotorious/annotorious/annotorious.css';
import './page.css';
import { annotations, style } from './annotations.ts';
import { loadShapes } from './shapes.ts';

const picture = document.createElement('img');
picture.src = 'picture.jpg';
const [shapes] = await Promise.all([loadShapes(), picture.decode()]);
document.getElementById('stage')?.append(picture);
const annotator = createImageAnnotator(picture, {
  drawingEnabled: false,
  style,
});
annotator.setAnnotations(annotations(shapes));
window.drawn = true;
