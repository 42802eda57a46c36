import { Injectable, type PipeTransform } from '@nestjs/common';
import { AbsentError, isUuid } from '@rebond/kernel';

/** What is no identifier names nothing: absent, like an identifier nobody has. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw new AbsentError();
    return value;
  }
}
