import { one } from './dom.js';

/** Calls back once for each element that comes near the window. */
export function whenNear(elements: readonly HTMLElement[], callback: (element: HTMLElement) => void): void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        callback(target as HTMLElement);
      }
    },
    { rootMargin: '1500px 0px' },
  );
  for (const element of elements) near.observe(element);
}

/** Marks in the sidebar the table that is being read. */
export function followReading(sections: readonly HTMLElement[], items: ReadonlyMap<string, HTMLElement>): void {
  const side = one(':tables');
  const inView = new Set<Element>();
  let current: HTMLElement | undefined;
  const mark = (item: HTMLElement | undefined) => {
    current?.classList.remove('current');
    current?.firstElementChild?.removeAttribute('aria-current');
    current = item;
    if (!item) return;
    item.classList.add('current');
    item.firstElementChild?.setAttribute('aria-current', 'true');
    const [outer, inner] = [side.getBoundingClientRect(), item.getBoundingClientRect()];
    // Whoever is in the sidebar with the keyboard moves it.
    if (side.contains(document.activeElement)) return;
    if (inner.top < outer.top || inner.top > outer.bottom - 60) side.scrollTop += inner.top - outer.top - 80;
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) inView.add(target);
        else inView.delete(target);
      }
      const section = sections.find((candidate) => inView.has(candidate));
      const item = section && items.get(section.dataset.table ?? '');
      if (item !== current) mark(item);
    },
    { rootMargin: '-15% 0px -70% 0px' },
  );
  for (const section of sections) observer.observe(section);
}
