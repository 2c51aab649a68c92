import { Socket } from 'node:net';

/**
 * A socket that sends what is written in one turn of the event loop at once. Statements that are asked
 * together, and BEGIN with the first of them, are then one call of the kernel and wake the server up
 * once: on a virtual machine that takes longer than many a statement.
 */
export const gatheringSocket = (): Socket => {
  const socket = new Socket();
  // `connect` puts back what a subclass would have in the place of `write`.
  return socket.once('connect', () => gatherWrites(socket));
};

const gatherWrites = (socket: Socket): void => {
  const write = socket.write.bind(socket);
  let isGathering = false;
  const send = (): void => {
    isGathering = false;
    socket.uncork();
  };
  const gather = ((...args: Parameters<Socket['write']>) => {
    if (!isGathering) {
      isGathering = true;
      socket.cork();
      // After all that is asked as an answer arrives, however many promises lie between.
      process.nextTick(send);
    }
    return write(...args);
  }) as Socket['write'];
  socket.write = gather;
};
