import {
  ConcurrentUpdateException,
  ObjectNotFoundException,
  ValidationException,
} from '@aws-sdk/client-application-auto-scaling';
import { type Blame, blamed, metadata } from './errors.js';

/** The errors of Application Auto Scaling. */
export function scalingInvalid(blame: Blame, Message: string): ValidationException {
  return blamed(new ValidationException({ message: Message, Message, $metadata: metadata(400) }), blame);
}

export function objectNotFound(blame: Blame, Message: string): ObjectNotFoundException {
  return blamed(new ObjectNotFoundException({ message: Message, Message, $metadata: metadata(400) }), blame);
}

export function concurrentUpdate(): ConcurrentUpdateException {
  const Message = 'The scalable target already has a pending update';
  return new ConcurrentUpdateException({ message: Message, Message, $metadata: metadata(500) });
}
