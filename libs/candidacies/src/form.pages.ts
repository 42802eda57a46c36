import type { Provider, Type } from '@nestjs/common';
import { Comments } from './application/comments/comments.js';
import { AttachDocument } from './application/form/attach.js';
import { MyCandidacies } from './application/form/my-candidacies.js';
import { ReadForm } from './application/form/read-form.js';
import { SaveSection } from './application/form/save-section.js';
import { UploadFromForm } from './application/form/upload-from-form.js';
import { PerimeterConsequences } from './application/perimeter/consequences.js';
import { Papers } from './application/papers/papers.js';
import { AssignSection } from './application/sections/assign-section.js';
import { AttachmentsController } from './http/form/attachments.controller.js';
import { DepositController } from './http/form/deposit.controller.js';
import { FilesController } from './http/form/files.controller.js';
import { FormController } from './http/form/form.controller.js';
import { MineController } from './http/form/mine.controller.js';
import { PapersController } from './http/form/papers.controller.js';
import { SectionPages } from './http/form/section-pages.js';
import { SideController } from './http/form/side.controller.js';
import { PerimeterController } from './http/perimeter/perimeter.controller.js';
import { PerimeterPagesController } from './http/perimeter/perimeter-pages.controller.js';

export const FORM_PAGES: readonly Type[] = [
  MineController,
  FormController,
  SideController,
  FilesController,
  AttachmentsController,
  DepositController,
  PapersController,
  PerimeterController,
  PerimeterPagesController,
];
export const FORM_PROVIDERS: readonly Provider[] = [
  ReadForm,
  MyCandidacies,
  SaveSection,
  AttachDocument,
  UploadFromForm,
  AssignSection,
  Comments,
  Papers,
  PerimeterConsequences,
  SectionPages,
];
