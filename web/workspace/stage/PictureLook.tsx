import { useId } from 'react';
import { useStore } from 'zustand';
import { isPlainPicture } from '../state/lookStore.ts';
import { useWorkbench } from '../state/sessionContext.ts';

/** Shows the picture brighter, harder or with its shadows opened, as a filter over its canvas: no pixel changes. */
export function PictureLook() {
  const look = useStore(useWorkbench().look);
  const id = useId().replace(/[^\w-]/g, '');
  if (isPlainPicture(look)) return null;
  const slope = look.contrast >= 0 ? 1 + 3 * look.contrast : 1 + look.contrast;
  const line = { type: 'linear', slope, intercept: 0.5 - 0.5 * slope + look.brightness / 2 } as const;
  const curve = { type: 'gamma', exponent: 1 / look.gamma } as const;
  return (
    <>
      <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
        <filter id={id} colorInterpolationFilters="sRGB">
          <feComponentTransfer>
            <feFuncR {...line} />
            <feFuncG {...line} />
            <feFuncB {...line} />
          </feComponentTransfer>
          <feComponentTransfer>
            <feFuncR {...curve} />
            <feFuncG {...curve} />
            <feFuncB {...curve} />
          </feComponentTransfer>
        </filter>
      </svg>
      <style>{`[data-stage] canvas[data-layer="image"] { filter: url(#${id}); }`}</style>
    </>
  );
}
