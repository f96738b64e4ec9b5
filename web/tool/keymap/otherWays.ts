/** What is not in the table of keys: the pointer, and the keys of the picture itself while it has the focus. */
export const otherWays = [
  {
    title: 'Pointer',
    lines: [
      ['Add to the mask', 'click'],
      ['Take from the mask', 'right or Alt-click'],
      ['Mask in a box', 'drag'],
      ['Add a corner', 'drag an edge'],
      ['Choose several corners', 'Shift-click, Shift-drag'],
      ['Remove a corner', 'Alt-click it'],
      ['Move without holding on', 'Ctrl-drag'],
      ['Select several objects', 'Shift-click, Shift-drag'],
      ['Trace freehand (polygon)', 'drag'],
      ['Square, circle', 'Shift-drag'],
      ['Erase with the brush', 'right or Alt-drag'],
      ['Zoom at the pointer', 'wheel'],
      ['Move the picture', 'Space-drag'],
    ],
  },
  {
    title: 'Without a pointer, on the picture',
    lines: [
      ['Move the cross', 'arrows; Shift: 10 px'],
      ['Click at the cross', 'Enter'],
      ['Take from the mask there', 'Shift Enter'],
    ],
  },
] as const;
