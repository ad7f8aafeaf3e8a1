// The size of an element, in the pixels of mouse events.
export function sizeOf(element) {
  return [element.clientWidth, element.clientHeight];
}
