"""What is killed, stopped, emptied or filled while people answer: nothing acknowledged is lost, or stored twice."""
