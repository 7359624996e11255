; The uninstaller asks whether the app's data is to be deleted as well. What Tauri deletes then are
; the folders of the app's identifier; the app's own are elsewhere.
!macro NSIS_HOOK_POSTUNINSTALL
  ${If} $DeleteAppDataCheckboxState = 1
  ${AndIf} $UpdateMode <> 1
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\connectdesk\connect-desk"
  ${EndIf}
!macroend
