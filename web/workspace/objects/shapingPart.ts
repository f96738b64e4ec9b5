export {
  boxPolygon,
  intersectPolygons,
  subtractPolygons,
  unitePolygons,
  withoutSpecks,
} from '@maskroom/shared/geometry/combine';
export { strokePolygon } from '@maskroom/shared/geometry/stroke';
export { createOutlineTool } from '../../tool/outlineTools.ts';
