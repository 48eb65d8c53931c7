// Runs in the page. The texts that are in sight and have a contrast of less than 4.5 to 1 with what is behind them, by WCAG 2.2:
// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
(() => {
  // Any notation of CSS becomes numbers on a canvas.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map();
  function colourOf(css) {
    const before = known.get(css);
    if (before) return before;
    if (!canvas) throw new Error('no canvas');
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    const colour = [red, green, blue, alpha / 255];
    known.set(css, colour);
    return colour;
  }
  function luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ground(element) {
    // In a picture, a mark's shape is behind its letter.
    const shape =
      element instanceof SVGTextElement && element.parentElement?.matches('g g') && element.previousElementSibling;
    if (shape) return colourOf(getComputedStyle(shape).fill);
    for (let at = element; at; at = at.parentElement) {
      const colour = colourOf(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
      if (colour[3] > 0) throw new Error(`a ground that is half transparent: ${at.outerHTML.slice(0, 200)} ${colour}`);
    }
    return [255, 255, 255, 1];
  }

  const low = new Set();
  let checked = 0;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!element || !texts.currentNode.nodeValue?.trim() || !element.checkVisibility()) continue;
    if (element.closest('.sr, .skip, title')) continue;
    const style = getComputedStyle(element);
    const text = colourOf(element instanceof SVGElement ? style.fill : style.color);
    const [one, two] = [luminance(text), luminance(ground(element))];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    checked += 1;
    if (ratio < 4.5)
      low.add(
        `${ratio.toFixed(2)} ${element.tagName}.${element.getAttribute('class')} ${texts.currentNode.nodeValue.slice(0, 30)}`,
      );
  }
  return { checked, low: [...low] };
})();
