import type { Point } from '@maskroom/shared/geometry/polygon';
import type Konva from 'konva';
import type { KonvaEventObject } from 'konva/lib/Node.js';
import { memo, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Image, Layer, Line, Stage } from 'react-konva';
import './page.css';
import { colors, loadShapes } from './shapes.ts';

const listens = new URLSearchParams(location.search).has('listening');
const [width, height] = [1_092, 824];

interface ShapesProps {
  readonly shapes: readonly Point[][];
  readonly onHover: (index: number | null) => void;
}

/** Never drawn anew because of the hover, which has a layer of its own. */
const Shapes = memo(function Shapes({ shapes, onHover }: ShapesProps) {
  return shapes.map((points, i) => (
    <Line
      // biome-ignore lint/suspicious/noArrayIndexKey: shapes neither come nor go
      key={i}
      points={points.flat()}
      closed
      fill={`${colors[i % colors.length]}2e`}
      stroke={colors[i % colors.length]}
      strokeWidth={1.5}
      strokeScaleEnabled={false}
      perfectDrawEnabled={false}
      shadowForStrokeEnabled={false}
      hitStrokeWidth={0}
      listening={listens}
      onMouseEnter={() => onHover(i)}
      onMouseLeave={() => onHover(null)}
    />
  ));
});

/** Zooms at the pointer, as Konva's guide does. */
function zoom(event: KonvaEventObject<WheelEvent>): void {
  event.evt.preventDefault();
  const stage = event.target.getStage();
  const pointer = stage?.getPointerPosition();
  if (!stage || !pointer) return;
  const before = stage.scaleX();
  const scale = event.evt.deltaY < 0 ? before * 1.2 : before / 1.2;
  const at = { x: (pointer.x - stage.x()) / before, y: (pointer.y - stage.y()) / before };
  stage.scale({ x: scale, y: scale });
  stage.position({ x: pointer.x - at.x * scale, y: pointer.y - at.y * scale });
}

function Page({
  shapes,
  picture,
}: {
  readonly shapes: readonly Point[][];
  readonly picture: HTMLImageElement;
}) {
  const layer = useRef<Konva.Layer>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const onHover = useCallback((index: number | null) => setHovered(index), []);
  useLayoutEffect(() => {
    layer.current?.on('draw', () => {
      window.drawn = true;
    });
  }, []);
  const fit = Math.min(width / picture.width, height / picture.height);
  return (
    <Stage width={width} height={height} scaleX={fit} scaleY={fit} draggable onWheel={zoom}>
      <Layer listening={false}>
        <Image image={picture} />
      </Layer>
      <Layer ref={layer} listening={listens}>
        <Shapes shapes={shapes} onHover={onHover} />
      </Layer>
      <Layer listening={false}>
        {hovered !== null && (
          <Line points={shapes[hovered].flat()} closed fill="#ffffff52" listening={false} />
        )}
      </Layer>
    </Stage>
  );
}

const picture = new window.Image();
picture.src = 'picture.jpg';
const [shapes] = await Promise.all([loadShapes(), picture.decode()]);
const root = document.getElementById('stage');
if (root) createRoot(root).render(<Page shapes={shapes} picture={picture} />);
