/** Whether the program starts with the desktop. */
export interface LoginItem {
  isOn(): Promise<boolean>;
  /** @throws AppError `SETTINGS_NOT_SAVED` */
  set(isOn: boolean): Promise<void>;
}
