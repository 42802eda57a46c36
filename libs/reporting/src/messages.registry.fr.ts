import { catalogue } from '@rebond/ui';

/** Roles and kinds of organisations, as the programme office reads them. */
export const t = catalogue({
  'role.programme_director': 'Direction du programme',
  'role.bdt_officer': 'Banque des Territoires',
  'role.bpifrance_officer': 'Bpifrance',
  'role.minister_office': 'Cabinet du ministre',
  'role.sub_prefect': 'Préfecture',
  'role.region_council': 'Conseil régional',
  'role.epci_lead': 'Territoire, chef de file',
  'role.epci_member': 'Territoire, membre',
  'role.consultancy': 'Cabinet de conseil',
  'role.auditor': 'Contrôle',
  'kind.programme': 'Programme',
  'kind.bdt': 'Banque des Territoires',
  'kind.bpifrance': 'Bpifrance',
  'kind.minister': 'Cabinet du ministre',
  'kind.prefecture': 'Préfecture',
  'kind.region': 'Région',
  'kind.epci': 'Intercommunalité',
  'kind.consultancy': 'Cabinet de conseil',
  'kind.control': 'Contrôle',
});
