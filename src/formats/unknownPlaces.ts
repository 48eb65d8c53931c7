import type { Path } from '../schema/index.js';

/** The places in text that hold something which is known at deployment only. */
export interface UnknownPlaces {
  add(place: Path): void;
  /** Whether what stands there is unknown, or a part of it. */
  has(place: Path): boolean;
}

export function unknownPlaces(): UnknownPlaces {
  const places = new Set<string>();
  return {
    add(place) {
      for (let length = place.length; length; length--) {
        const around = placeOf(place.slice(0, length));
        if (places.has(around)) return;
        places.add(around);
      }
    },
    has: (place) => places.has(placeOf(place)),
  };
}

/** A path as a key of a map. */
export function placeOf(path: Path): string {
  return JSON.stringify(path);
}
