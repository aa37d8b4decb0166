import type { Balance } from "../sandboxState.ts";
import { blockToml } from "./blockToml.ts";

/** The installer for Windows: the same steps as the one for macOS and Linux. ASCII with CRLF, as PowerShell 5 reads it. */
export function powershellInstaller(balance: Balance, origin: string): string {
  const script = `# PhotonMark Codex installer for Windows: ${balance.name}
# It contains your dedicated proxy token. Do not forward it to anyone.
$ErrorActionPreference = 'Stop'

$ProviderId = '${balance.providerId}'
$CodexDir = if ($env:CODEX_HOME) { $env:CODEX_HOME } else { Join-Path $env:USERPROFILE '.codex' }
$Config = Join-Path $CodexDir 'config.toml'

$Block = @'
${blockToml(balance, origin)}'@

New-Item -ItemType Directory -Force -Path $CodexDir | Out-Null
$Old = ''
if (Test-Path -LiteralPath $Config) { $Old = [System.IO.File]::ReadAllText($Config) }

if ($Old -match '(?m)^[ \\t]*model_providers[ \\t]*=') {
  Write-Error 'Your config.toml keeps its providers in one line. Please merge the block by hand.'
}

if ($Old.Trim().Length -gt 0) {
  $Backup = $Config + '.bak.' + (Get-Date -Format 'yyyyMMdd-HHmmss') + '-' + $PID
  Copy-Item -LiteralPath $Config -Destination $Backup
  Write-Host "Backed up your old config to $Backup"
}
${mergeSteps}
$Utf8 = New-Object System.Text.UTF8Encoding($false)
[System.IO.File]::WriteAllText($Config, $Merged, $Utf8)

Write-Host "$Config now uses $ProviderId."
Write-Host 'Next: close and reopen Codex Desktop, the Codex CLI or the IDE extension, or start a new session.'
`;
  return script.replaceAll("\n", "\r\n");
}

const mergeSteps = String.raw`
function Get-Key([string]$Line) {
  if ($Line -match '^\s*#' -or $Line -notmatch '=') { return '' }
  return ($Line.Split('=')[0] -replace '["''\s]', '')
}
function Get-Header([string]$Line) {
  if ($Line -match '^\s*\[\[?([^\],=]+)\]\]?\s*(#.*)?$') { return ($Matches[1] -replace '["''\s]', '') }
  return ''
}

# Root keys of the block replace yours of the same name and go to the top; the table of this provider replaces an
# older one; notify, personality and everything else stay.
$Root = @(); $Table = @(); $Owned = @(); $Below = $false
foreach ($Line in ($Block -split '\r?\n')) {
  if ((Get-Header $Line) -ne '') { $Below = $true }
  if ($Below) { $Table += $Line; continue }
  $Key = Get-Key $Line
  if ($Key -ne '') { $Owned += $Key; $Root += $Line }
}

$Mine = "model_providers.$ProviderId"
$Kept = @(); $Held = @(); $SeenHeader = $false; $Skip = $false
foreach ($Line in ($Old -split '\r?\n')) {
  $Header = Get-Header $Line
  if ($Header -ne '') {
    $SeenHeader = $true
    $Skip = ($Header -ceq $Mine) -or $Header.StartsWith("$Mine.", [System.StringComparison]::Ordinal)
  }
  if ($Skip) {
    if ($Line -match '^\s*(#.*)?$') { $Held += $Line } else { $Held = @() }
    continue
  }
  if (-not $SeenHeader -and $Owned -ccontains (Get-Key $Line)) { continue }
  $Kept += $Held; $Held = @()
  $Kept += $Line
}
$Kept += $Held

$Body = ($Kept -join [string][char]10).Trim()
$Parts = @(($Root -join [string][char]10))
if ($Body.Length -gt 0) { $Parts += $Body }
$Parts += ($Table -join [string][char]10).TrimEnd()
$Merged = ($Parts -join ([string][char]10 + [char]10)) + [char]10
`;
