/** What is not in the table of keys: the pointer, and the keys of the picture itself while it has the focus; named by
 * their messages. */
export const otherWays = [
  {
    head: 'pointer',
    lines: [
      ['addMask', 'click'],
      ['takeMask', 'altClick'],
      ['boxMask', 'drag'],
      ['addCorner', 'dragEdge'],
      ['chooseCorners', 'shiftBoth'],
      ['removeCorner', 'altClickIt'],
      ['moveFreely', 'ctrlDrag'],
      ['selectSeveral', 'shiftBoth'],
      ['trace', 'drag'],
      ['square', 'shiftDrag'],
      ['erase', 'altDrag'],
      ['zoom', 'wheel'],
      ['movePicture', 'spaceDrag'],
    ],
  },
  {
    head: 'without',
    lines: [
      ['moveCross', 'arrows'],
      ['clickCross', 'enter'],
      ['takeCross', 'shiftEnter'],
    ],
  },
] as const;
