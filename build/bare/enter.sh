#!/bin/sh
# enter.sh <tree> <user> <folder> [<shared folder> <where in the tree>]… -- <command> [<argument>…]
#
# Runs a command as a user of the system in <tree>. To be started by `unshare --mount --pid --fork --kill-child`: all that
# is mounted here, and every process, is gone with it. The tree becomes the root by pivot_root and not by chroot, because
# the kernel forbids user namespaces, of which Chromium makes its sandbox, to a process in a chroot.
#
# A line on standard input interrupts the command as Ctrl-C does; so does the end of standard input.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
tree=$1 user=$2 folder=$3
shift 3

mount --bind "$tree" "$tree"
while [ "$1" != -- ]; do
  mount --bind "$1" "$tree$2"
  shift 2
done
shift
mount -t proc proc "$tree/proc"
mount -t sysfs -o ro sysfs "$tree/sys"
mount -t tmpfs -o mode=755,nosuid dev "$tree/dev"
for device in null zero full random urandom tty; do
  : >"$tree/dev/$device"
  mount --bind "/dev/$device" "$tree/dev/$device"
done
mkdir "$tree/dev/pts" "$tree/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts "$tree/dev/pts"
mount -t tmpfs -o mode=1777,nosuid,nodev shm "$tree/dev/shm"
ln -s pts/ptmx "$tree/dev/ptmx"
ln -s /proc/self/fd "$tree/dev/fd"
ln -s fd/0 "$tree/dev/stdin"
ln -s fd/1 "$tree/dev/stdout"
ln -s fd/2 "$tree/dev/stderr"

cd "$tree"
pivot_root . .
umount -l .
cd "$folder"

# What follows is the first process in there, so it has to wait for whatever is left without a parent; bash does. Job
# control, because without it a command in the background ignores Ctrl-C; what bash says of jobs is not for us.
# shellcheck disable=SC2016
exec /bin/bash -c '
  set -m
  user=$1
  shift
  exec 3>&2 2>/dev/null
  setpriv --reuid "$user" --regid "$user" --init-groups --reset-env env "$@" </dev/null 2>&3 3>&- &
  command=$!
  { read -r _; kill -INT -- "-$command"; } <&0 3>&- &
  while wait "$command"; code=$?; kill -0 "$command" 2>/dev/null; do :; done
  exit "$code"
' bash "$user" "$@"
